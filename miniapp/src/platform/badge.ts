import Taro from '@tarojs/taro';

/** Shows on a tab how much waits for the person. WeChat refuses it off the tab pages, which does no harm. */
export function showBadge(tab: number, count: number): void {
  const done =
    count > 0
      ? Taro.setTabBarBadge({ index: tab, text: String(count) })
      : Taro.removeTabBarBadge({ index: tab });
  void Promise.resolve(done).catch(() => undefined);
}
