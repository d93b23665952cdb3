import Taro from '@tarojs/taro';

/** Starts again with the newest build. */
export function takeUpdate(): void {
  if (process.env.TARO_ENV === 'h5') return window.location.reload();
  Taro.getUpdateManager().applyUpdate();
}
