import Taro from '@tarojs/taro';

const query = (values: Record<string, string | undefined>): string => {
  const pairs = Object.entries(values).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${encodeURIComponent(value)}`],
  );
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
};

/** Steps of the report; `edit` comes from 看看对不对 and goes back there. */
export type ReportStep = 'what' | 'who' | 'village' | 'talk' | 'type' | 'detail' | 'check';

/** Every page that another one opens. */
export const paths = {
  home: '/pages/home/index',
  messages: '/pages/messages/index',
  me: '/pages/me/index',
  household: '/pages/me/household',
  report: (step: ReportStep, edit?: '1') => `/pages/report/${step}${query({ edit })}`,
  ask: (category: string) => `/pages/report/ask${query({ category })}`,
  done: (item: string) => `/pages/report/done${query({ item })}`,
  cases: '/pages/cases/index',
  case: (id: string) => `/pages/case/index${query({ id })}`,
  said: (id: string) => `/pages/case/said${query({ id })}`,
  authorise: (id: string) => `/pages/case/authorise${query({ id })}`,
  notDone: (id: string) => `/pages/case/notdone${query({ id })}`,
  act: (id: string, action: string) => `/pages/case/act${query({ id, action })}`,
  appeal: (about?: 'result', id?: string) => `/pages/case/appeal${query({ id, about })}`,
  phones: '/pages/phones/index',
  consent: '/pages/consent/index',
  looks: '/pages/looks/index',
  copy: '/pages/copy/index',
  outbox: '/pages/outbox/index',
  welcome: '/pages/welcome/index',
  wechat: '/pages/welcome/wechat',
  policies: '/pages/policies/index',
  policyList: (wish: { need?: string; q?: string }) => `/pages/policies/list${query(wish)}`,
  policy: (id: string) => `/pages/policy/index${query({ id })}`,
  eligible: (id: string) => `/pages/eligible/index${query({ id })}`,
  notices: '/pages/notices/index',
  /** Any kind of notice; a policy goes on to its own page. */
  notice: (id: string) => `/pages/notice/index${query({ id })}`,
  objection: (id: string) => `/pages/objection/index${query({ id })}`,
  objected: (item: string) => `/pages/objection/done${query({ item })}`,
  staff: '/staff/today/index',
  /** Where a browser of the staff is let in with a phone. */
  door: '/staff/door/index',
} as const;

/** Words that travelled in an address: WeChat hands them over as they were written, a browser has read them already. */
export function wordsOf(param: string | undefined): string | undefined {
  if (param === undefined) return undefined;
  try {
    return decodeURIComponent(param);
  } catch {
    return param;
  }
}

/** Opens a page over this one. */
export function open(url: string): void {
  void Taro.navigateTo({ url });
}

/** Opens a page in place of this one. */
export function replace(url: string): void {
  void Taro.redirectTo({ url });
}

/** Opens a page with nothing behind it: what was left is done. */
export function start(url: string): void {
  void Taro.reLaunch({ url });
}

/** Back to where this page was opened from. */
export function back(): void {
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack();
  else start(paths.home);
}
