import type { WorklistKey } from '@songtao/shared/worklist/worklist.js';
import Taro from '@tarojs/taro';

/** Every page of the staff that another one opens. */
export const staffPaths = {
  today: '/staff/today/index',
  households: '/staff/households/index',
  me: '/staff/me/index',
  factor: '/staff/me/factor',
  sessions: '/staff/me/sessions',
  letIn: (ticket: string) => `/staff/door/confirm?ticket=${ticket}`,
  case: (id: string) => `/staff/case/index?id=${id}`,
  /** From 今天: the reader holds a task of it, and is marked as having seen it. */
  task: (id: string) => `/staff/case/index?id=${id}&mine=1`,
  materials: (id: string) => `/staff/case/materials?id=${id}`,
  visit: (id: string, action: string) => `/staff/case/visit?id=${id}&action=${action}`,
  deliberation: (id: string, action: string) => `/staff/case/deliberation?id=${id}&action=${action}`,
  post: (id: string) => `/staff/case/post?id=${id}`,
  join: (id: string) => `/staff/case/join?id=${id}`,
  list: (worklist: WorklistKey) => `/staff/list/index?worklist=${worklist}`,
  batch: (worklist: WorklistKey) => `/staff/batch/index?worklist=${worklist}`,
  search: '/staff/search/index',
  inbox: '/staff/inbox/index',
  household: (id: string) => `/staff/households/one?id=${id}`,
  report: '/staff/report/index',
  /** What somebody saw, or asks for, that is no hardship. */
  reportOf: (category: string) => `/staff/report/index?category=${category}`,
  reportFor: (household: string) => `/staff/report/index?household=${household}`,
  roster: '/staff/admin/roster',
  params: '/staff/admin/params',
  publish: '/staff/publish/index',
  write: (id: string) => `/staff/publish/edit?id=${id}`,
  /** A sheet that the server does not know yet. */
  begin: (id: string) => `/staff/publish/edit?id=${id}&fresh=1`,
  draft: (id: string) => `/staff/publish/one?id=${id}`,
  welcome: '/pages/welcome/index',
  villagerHome: '/pages/home/index',
  outbox: '/pages/outbox/index',
} as const;

/** Opens a page over this one. */
export function open(url: string): void {
  void Taro.navigateTo({ url });
}

/** Opens a page in place of this one. */
export function replace(url: string): void {
  void Taro.redirectTo({ url });
}

/** Opens a page with nothing behind it. */
export function start(url: string): void {
  void Taro.reLaunch({ url });
}

/** Back to where this page was opened from; where nothing lies behind, to 今天 or the page given. */
export function back(otherwise: string = staffPaths.today): void {
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack();
  else start(otherwise);
}
