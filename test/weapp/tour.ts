import { caseApi } from '@songtao/shared/api/case.js';
import { ticketApi } from '@songtao/shared/api/door.js';
import { noticeApi } from '@songtao/shared/api/notice.js';
import type { Persona } from '@songtao/shared/api/session.js';
import { newId } from '../../server/src/platform/ids.js';
import type { Scene } from './scene.js';

/** What the addresses of the pages name. */
export type Place = Record<
  'own' | 'deliberating' | 'posting' | 'policy' | 'notice' | 'draft' | 'household' | 'ticket',
  string
>;

/** Who looks at a page, what of the town must stand there, and what its address names. */
type Stop = readonly [persona: Persona, sees: string, query?: (place: Place) => string];

const id =
  (name: keyof Place, more = '') =>
  (place: Place): string =>
    `?id=${place[name]}${more}`;

/** Every page of app.json. */
export const tour: Readonly<Record<string, Stop>> = {
  'pages/home/index': ['villager', '王秀英，您好'],
  'pages/messages/index': ['villager', '李建国（骝马村 网格员）接下了'],
  'pages/me/index': ['villager', '王秀英骝马村 3组 · 138****2146'],
  'pages/me/household': ['villager', '张德明配偶，72岁'],
  'pages/report/what': ['villager', '遇到什么难处？'],
  'pages/report/ask': ['villager', '看到什么？', () => '?category=photo-report'],
  'pages/report/who': ['villager', '他住哪个村骝马村'],
  'pages/report/village': ['villager', '插花社区'],
  'pages/report/talk': ['villager', '按住说话'],
  'pages/report/type': ['villager', '写一写您的难处'],
  'pages/report/detail': ['villager', '在我家（骝马村 3组）'],
  'pages/report/check': ['villager', '我家（王秀英）'],
  'pages/report/done': ['villager', '没找到这一页'],
  'pages/cases/index': ['villager', '看病花钱多'],
  'pages/case/index': ['villager', '现在谁在办李李建国', id('own')],
  'pages/case/said': ['villager', '老伴住院一个多月，自己花了两万多。', id('own')],
  'pages/case/authorise': ['villager', '您怎么表示同意', id('own')],
  'pages/case/notdone': ['villager', '还差什么？', id('own')],
  'pages/case/appeal': ['villager', '拖着不办', id('own')],
  'pages/case/act': ['villager', '不办了，撤回', id('own', '&action=withdraw')],
  'pages/policies/index': ['villager', '镇里的公益岗位招人'],
  'pages/policies/list': ['villager', '孩子上中职高职，有补助'],
  'pages/policy/index': ['villager', '不清楚，问这个人周周敏', id('policy')],
  'pages/eligible/index': ['villager', '第1题，共', id('policy')],
  'pages/notices/index': ['villager', '骝马村贴出来的'],
  'pages/notice/index': ['villager', '户主、组、类别', id('notice')],
  'pages/objection/index': ['villager', '说的是哪一户', id('notice')],
  'pages/objection/done': ['villager', '没找到这一页'],
  'pages/phones/index': ['villager', '李建国骝马村 网格员'],
  'pages/consent/index': ['villager', '您同意过了'],
  'pages/looks/index': ['villager', '谁看过我家的信息'],
  'pages/copy/index': ['villager', '我们留着您的，都在这里'],
  'pages/outbox/index': ['villager', '都发完了'],
  'pages/welcome/index': ['villager', '赵桂芳村民'],
  'pages/welcome/wechat': ['villager', '微信会收到什么'],
  'pages/welcome/update': ['villager', '现在换新的'],
  'staff/today/index': ['grid', '骝马村3组 王秀英家'],
  'staff/case/index': ['grid', '请您入户核实', id('own', '&mine=1')],
  'staff/case/materials': ['grid', '老伴住院一个多月', id('own')],
  'staff/case/visit': ['grid', '家里几口人上次记：4口人', id('own', '&action=finishCheck')],
  'staff/case/deliberation': ['village', '今天评不了', id('deliberating', '&action=deliberate')],
  'staff/case/join': ['grid', '看这一件', id('own')],
  'staff/case/post': ['village', '您记的评议，要换人来贴', id('posting')],
  'staff/households/index': ['grid', '王秀英家骝马村3组，4口人'],
  'staff/households/one': ['grid', '王秀英户主，70岁', id('household')],
  'staff/me/index': ['grid', '李建国骝马村 网格员'],
  'staff/me/factor': ['grid', '看号码、发公示，都要先填'],
  'staff/me/sessions': ['grid', '不认得的，点“退出”'],
  'staff/door/index': ['grid', '用手机扫一扫，不用密码'],
  'staff/door/confirm': ['grid', '是您自己开的，才点“是我”', ({ ticket }) => `?ticket=${ticket}`],
  'staff/list/index': ['town', '镇里审核', () => '?worklist=open'],
  'staff/batch/index': ['town', '户，等镇里审', () => '?worklist=toReview'],
  'staff/search/index': ['grid', '找一件求助'],
  'staff/inbox/index': ['grid', '接下新求助'],
  'staff/report/index': ['grid', '替谁报'],
  'staff/publish/index': ['town', '冬天取暖，困难的可以申请'],
  'staff/publish/edit': ['town', '白话版（最多150字）', id('draft')],
  'staff/publish/one': ['town', '谁写的陈玉兰', id('draft')],
  'staff/admin/roster': ['admin', '李建国骝马村，网格员'],
  'staff/admin/params': ['admin', '最晚接下1个工作日'],
};

async function firstNotice(
  scene: Scene,
  persona: Persona,
  input: { kind?: 'policy' | 'publicNotice'; drafts?: 'yes' },
): Promise<string> {
  const { items } = await (await scene.story.as(persona)).call(noticeApi.list, { ...input, limit: 1 });
  if (!items[0]) throw new Error(`no notice for ${persona}`);
  return items[0].id;
}

/** Fills the town, and brings cases of the personas' village to where the pages are about them. */
export async function prepare(scene: Scene): Promise<Place> {
  const { story, town } = scene;
  const { id: own } = await story.report();
  await story.act('grid', own, 'accept');
  await story.act('grid', own, 'identify');
  const [one, other] = story.ordinary().slice(-2);
  if (!one || !other) throw new Error('the village is too small');
  return {
    own,
    posting: await story.posting(one),
    deliberating: await deliberating(scene, other.id),
    policy: await firstNotice(scene, 'villager', { kind: 'policy' }),
    notice: await firstNotice(scene, 'villager', { kind: 'publicNotice' }),
    draft: await firstNotice(scene, 'town', { kind: 'policy', drafts: 'yes' }),
    household: town.home('王秀英').id,
    ticket: (await town.stranger.call(ticketApi.draw, {})).id,
  };
}

async function deliberating({ story }: Scene, household: string): Promise<string> {
  const { director } = story;
  const { id } = await (
    await story.as('grid')
  ).call(caseApi.create, {
    id: newId(),
    requestId: newId(),
    category: 'hardship',
    form: { kind: 'medical', channel: 'cadre', words: '看病花了两万多。' },
    subject: { household },
  });
  await story.act('grid', id, 'accept');
  await story.act('grid', id, 'identify');
  await director.check(id);
  await director.compare(id);
  return id;
}
