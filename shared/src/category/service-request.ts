import type { StaffRole } from '../access/role.js';
import { addDays, dayOf } from '../calendar/calendar.js';
import { dayWords } from '../calendar/words.js';
import { action, defineWorkflow, type Guard } from '../workflow/define.js';
import type { Row } from '../workflow/fold.js';
import { answerOf, asking, callToAsk, changedMindForm } from './done.js';
import * as form from './service-request.form.js';
import { passForm, upkeep } from './upkeep.js';

const village = ['gridWorker', 'villageCadre', 'villageSecretary'] as const satisfies readonly StaffRole[];
const town = ['townOfficer', 'townLeader'] as const satisfies readonly StaffRole[];
const own = { parties: ['subject', 'reporter'] } as const;

const namesTime = ({ form: said }: Pick<Row, 'form'>): boolean => typeof said['day'] === 'string';

/** The time that was named last: 11月27日 周五上午. */
const timeIn = (rows: readonly Row[]): string => {
  const { day, half } = rows.findLast(namesTime)?.form ?? {};
  return day === undefined ? '' : `${dayWords(String(day))}${half === 'am' ? '上午' : '下午'}`;
};

const bringFor = ([first]: readonly Row[]): readonly string[] =>
  form.matters.find(({ value }) => value === first?.form['matter'])?.bring ?? [];

const missingIn = (rows: readonly Row[]): readonly string[] =>
  rows.flatMap(({ form: said }) => (typeof said['missing'] === 'string' ? [said['missing']] : [])).slice(-1);

const ahead: Guard<{ day: string }> = {
  code: 'day',
  words: '选今天以后的日子，一个月以内',
  form: true,
  holds: ({ form: { day }, now, params }) =>
    day >= dayOf(now) && day <= addDays(dayOf(now), params.number('service.ahead.days')),
};

const stillAhead: Guard = {
  code: 'day',
  words: '这一天过了，换个时间',
  holds: ({ history, now }) => String(history.findLast(namesTime)?.form['day'] ?? '') >= dayOf(now),
};

/** 请人上门办事: for those who cannot come to the office. A wish and an answer make one promised day, which both sides read; what to lay ready is said in the words of the house. */
export const serviceRequest = defineWorkflow({
  category: 'service-request',
  version: 1,
  title: '请人上门办事',
  mayBeAppealed: true,
  titleField: 'matter',
  door: { icon: 'visit', title: '请人上门办事', line: '开证明、交医保、认证' },
  floor: 'village',
  reached: 'town',
  steps: [
    { key: 'requested', title: '已收到' },
    { key: 'agreeing', title: '约好时间' },
    { key: 'visiting', title: '上门来办' },
    { key: 'asking', title: '办得怎样', hint: '到时问您：办好了吗' },
  ],
  states: {
    requested: {
      kind: 'open',
      step: 'requested',
      says: '村里回您哪天来',
      task: {
        key: 'arrange',
        title: '约上门的时间',
        assign: { to: 'routed' },
        due: { param: 'service.reply.days', from: 'now' },
      },
    },
    proposed: {
      kind: 'waiting',
      step: 'agreeing',
      says: '换个时间来，行吗？',
      task: {
        key: 'hearTime',
        title: '等本人定时间',
        assign: { to: 'keep' },
        due: { param: 'service.reply.days', from: 'now' },
      },
      after: { param: 'service.reply.days', count: 'span', do: 'callForTime' },
    },
    agreed: {
      kind: 'open',
      step: 'visiting',
      says: '约好了，会来您家',
      prepare: bringFor,
      task: { key: 'visit', title: '上门办事', assign: { to: 'keep' }, due: { day: 'day' } },
    },
    gathering: {
      kind: 'waiting',
      step: 'visiting',
      says: '还差材料，找到了说一声',
      prepare: missingIn,
      task: {
        key: 'papers',
        title: '问材料找到没有',
        assign: { to: 'keep' },
        due: { param: 'service.papers.days', from: 'now' },
      },
    },
    asking,
    closed: { kind: 'closed', step: 'asking', says: '办完了' },
  },
  actions: {
    request: action({
      title: '请人上门办事',
      from: 'start',
      to: 'requested',
      who: [{ parties: ['reporter'] }, { roles: [...village, 'stationedTeam', 'firstSecretary', ...town] }],
      form: form.requestForm,
      guards: [ahead],
      tells: {
        villager: ({ row }) => `收到了，您想${timeIn([row])}办`,
        staff: ({ actor, row }) => `${actor}报来，想${timeIn([row])}`,
      },
      announces: true,
    }),
    confirm: action({
      title: '就这个时间去',
      from: ['requested'],
      to: 'agreed',
      who: ['owner', { roles: [...village, ...town] }],
      guards: [stillAhead],
      main: true,
      assign: { to: 'actor' },
      tells: {
        villager: ({ actor, history }) => `约好了：${timeIn(history)}，${actor}来`,
        staff: ({ actor, history }) => `${actor}定了${timeIn(history)}去`,
      },
      announces: true,
    }),
    propose: action({
      title: '换个时间',
      from: ['requested', 'proposed', 'agreed'],
      to: 'proposed',
      who: ['owner', { roles: [...village, ...town] }],
      form: form.proposeForm,
      guards: [ahead],
      closes: ['callForTime'],
      assign: { to: 'actor' },
      tells: {
        villager: ({ actor, row }) => `${actor}想${timeIn([row])}来`,
        staff: ({ actor, row }) => `${actor}想${timeIn([row])}去，等本人说`,
      },
      announces: true,
    }),
    callForTime: action({
      title: '没有回话',
      from: ['proposed'],
      who: ['system'],
      quiet: true,
      opens: [
        {
          key: 'callForTime',
          title: '打电话定时间',
          assign: { to: 'keep' },
          due: { param: 'contact.by', from: 'now' },
        },
      ],
      tells: { villager: () => null, staff: () => '没有回话，打电话定时间' },
    }),
    agree: action({
      title: '行，就这个时间',
      from: ['proposed'],
      to: 'agreed',
      who: [own, 'owner'],
      guards: [stillAhead],
      main: true,
      closes: ['callForTime'],
      tells: {
        villager: ({ owner, history }) => `约好了：${timeIn(history)}，${owner}来`,
        staff: ({ history }) => `本人说行：${timeIn(history)}`,
      },
      announces: true,
    }),
    otherTime: action({
      title: '我想换个时间',
      from: ['proposed', 'agreed'],
      to: 'requested',
      who: [own],
      form: form.timeForm,
      guards: [ahead],
      assign: { to: 'keep' },
      closes: ['callForTime'],
      tells: {
        villager: ({ row }) => `您想${timeIn([row])}办`,
        staff: ({ row }) => `本人想换到${timeIn([row])}`,
      },
      announces: true,
    }),
    pass: action({
      title: '转给行业线',
      from: ['requested'],
      who: ['owner', { roles: town }],
      form: passForm,
      assign: { to: 'line', field: 'line' },
      tells: {
        villager: ({ owner }) => `转给了${owner}`,
        staff: ({ actor, owner }) => `${actor}转给${owner}`,
      },
      announces: true,
    }),
    visited: action({
      title: '去过了，记一下',
      from: ['agreed'],
      to: [{ when: ({ form: said }) => said.result === 'papers', is: 'gathering' }, { is: 'asking' }],
      who: ['owner', { roles: village }],
      form: form.visitedForm,
      guards: [
        {
          code: 'missing',
          words: '写明还差什么',
          form: true,
          holds: ({ form: { result, missing } }) => result !== 'papers' || missing !== undefined,
        },
      ],
      main: true,
      outcome: [
        { when: ({ form: said }) => said.result === 'done', is: 'done' },
        { when: ({ form: said }) => said.result === 'cannot', is: 'cannot' },
      ],
      shows: 'result',
      tells: {
        villager: ({ row }) => String(row.form['words']),
        staff: ({ actor, row }) => `${actor}记：${String(row.form['words'])}`,
      },
      announces: true,
    }),
    ready: action({
      title: '材料找到了',
      from: ['gathering'],
      to: 'requested',
      who: [own, 'owner'],
      form: form.timeForm,
      guards: [ahead],
      main: true,
      assign: { to: 'keep' },
      tells: {
        villager: ({ row }) => `您说找到了，想${timeIn([row])}办`,
        staff: ({ row }) => `材料找到了，想${timeIn([row])}`,
      },
      announces: true,
    }),
    answer: answerOf('requested', [own, 'owner', { roles: town }]),
    callToAsk,
    appealUpheld: action({
      title: '反映成立',
      from: ['closed', 'requested', 'proposed', 'agreed', 'gathering', 'asking'],
      to: 'requested',
      who: ['system'],
      quiet: true,
      assign: { to: 'oneLevelUp' },
      closes: ['callToAsk', 'callForTime'],
      tells: {
        villager: ({ owner }) => `您反映得对，${owner}重新来办`,
        staff: ({ owner }) => `反映成立，${owner}重新办`,
      },
      announces: true,
    }),
    withdraw: action({
      title: '不办了，撤回',
      from: 'open',
      to: 'closed',
      who: [own],
      form: changedMindForm,
      outcome: 'withdrawn',
      tells: { villager: () => '您说不办了', staff: () => '本人说不办了' },
      announces: true,
    }),
    ...upkeep,
  },
  outcomes: { done: '已办好', cannot: '办不了，写明理由和去处', withdrawn: '本人撤回' },
  sees: {
    subject: ['status', 'story', 'timeline', 'people'],
    // Whoever arranges it for a parent must know the day.
    reporter: ['status', 'timeline', 'people'],
    follower: ['status'],
    checker: ['status'],
    village: ['status', 'story', 'timeline', 'household', 'people', 'forms'],
    town: ['status', 'story', 'timeline', 'household', 'people', 'forms'],
    county: ['status', 'story', 'timeline', 'people', 'forms'],
    townLine: ['status', 'story', 'timeline', 'household', 'people', 'errand'],
    helpPerson: ['status', 'story', 'timeline', 'household', 'people'],
  },
});
