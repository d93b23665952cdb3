import { choice, number, person, text, yesNo } from '../form/field.js';
import { defineForm, optional } from '../form/form.js';
import { action, type Workflow } from './define.js';

const applyForm = defineForm('card.apply', {
  book: choice('哪本书', [
    { value: 'novel', title: '小说' },
    { value: 'atlas', title: '地图' },
  ]),
  age: number('几岁', { min: 0, max: 120, unit: '岁' }),
  hurry: optional(yesNo('急着看')),
});
const checkForm = defineForm('card.check', { ok: yesNo('可以借') });
const lendForm = defineForm('card.lend', { days: number('几天', { min: 1, max: 99, unit: '天' }) });
const giveForm = defineForm('card.give', { person: person('交给谁') });
const passForm = defineForm('card.pass', {
  line: choice('哪条线', [
    { value: 'water', title: '水务' },
    { value: 'medical', title: '医保' },
  ]),
  note: optional(text('说一句', 20)),
});

const quiet = { villager: () => null, staff: () => null };
const librarian = { roles: ['gridWorker', 'villageCadre', 'villageSecretary'] } as const;
const head = { roles: ['townOfficer', 'townLeader'] } as const;

/** A library card: everything that the engine can do and nothing that a household needs. */
export const card = {
  category: 'card',
  version: 3,
  title: '借书证',
  floor: 'village',
  reached: 'village',
  steps: [
    { key: 'asking', title: '申请', by: 'ident.by.check' },
    { key: 'lending', title: '借书', by: 'ident.by.review' },
    { key: 'ended', title: '还书', by: 'ident.by.decide' },
  ],
  states: {
    applied: {
      kind: 'open',
      step: 'asking',
      says: '有人在看',
      task: {
        key: 'check',
        title: '看一张借书证',
        assign: { to: 'routed' },
        due: { param: 'ident.by.accept', from: 'round' },
      },
    },
    checked: {
      kind: 'open',
      step: 'lending',
      says: '可以借了',
      task: {
        key: 'lend',
        title: '把书借出去',
        assign: { to: 'village' },
        due: { param: 'ident.by.check', from: 'round' },
      },
    },
    held: {
      kind: 'open',
      step: 'lending',
      says: '书还没到',
      task: {
        key: 'hold',
        title: '等书到',
        assign: { to: 'town' },
        due: { param: 'refer.days', from: 'now' },
      },
      after: { param: 'notice.days', count: 'fullDays', do: 'endHold' },
    },
    lent: {
      kind: 'waiting',
      step: 'lending',
      says: '书在您手上',
      task: {
        key: 'wait',
        title: '等还书',
        assign: { to: 'keep' },
        due: { param: 'ask.silence.days', from: 'now' },
      },
      after: { param: 'ask.silence.days', count: 'span', do: 'remind' },
    },
    closed: { kind: 'closed', step: 'ended', says: '还了' },
  },
  actions: {
    apply: action({
      title: '办一张',
      from: 'start',
      to: 'applied',
      who: [{ parties: ['reporter'] }, librarian],
      form: applyForm,
      guards: [{ code: 'age', words: '满六岁再来', form: true, holds: ({ form }) => form.age >= 6 }],
      urgent: [{ when: ({ form }) => form.hurry === true, is: true }],
      opens: [
        {
          key: 'greet',
          title: '打个招呼',
          assign: { to: 'routed' },
          due: { param: 'contact.by', from: 'now' },
        },
        {
          key: 'hurry',
          title: '快一点',
          assign: { to: 'village' },
          due: { param: 'urgent.unacked.minutes', from: 'now' },
          when: ({ form }) => form.hurry === true,
        },
      ],
      tells: quiet,
    }),
    look: action({ title: '看过', from: ['applied'], who: [librarian, head], once: true, tells: quiet }),
    check: action({
      title: '看好了',
      from: ['applied'],
      to: [{ when: ({ form }) => form.ok, is: 'checked' }, { is: 'closed' }],
      who: [librarian, head],
      form: checkForm,
      guards: [
        {
          code: 'two',
          words: '两个人看过才算',
          retry: true,
          holds: ({ since }) =>
            new Set(since.filter((row) => row.action === 'look').map((row) => row.actor)).size >= 2,
        },
      ],
      outcome: [{ when: ({ form }) => !form.ok, is: 'refused' }],
      main: true,
      tells: quiet,
    }),
    lend: action({
      title: '借出去',
      from: ['checked'],
      to: 'lent',
      who: ['owner'],
      form: lendForm,
      guards: [{ code: 'days', words: '最多三十天', form: true, holds: ({ form }) => form.days <= 30 }],
      assign: [{ when: ({ form }) => form.days > 20, is: { to: 'town' } }],
      main: true,
      tells: quiet,
    }),
    hold: action({
      title: '等一等',
      from: ['checked'],
      to: 'held',
      who: ['owner', head],
      effects: ['orderBook'],
      tells: quiet,
    }),
    endHold: action({
      title: '书到了',
      from: ['held'],
      to: 'checked',
      who: ['system'],
      quiet: true,
      guards: [
        {
          code: 'link',
          words: '还有人在等',
          retry: true,
          holds: ({ facts }) => !facts.links.some(({ open }) => open),
        },
      ],
      tells: quiet,
    }),
    giveBack: action({
      title: '还书',
      from: ['lent'],
      to: 'closed',
      who: [{ parties: ['subject'] }, 'owner'],
      outcome: 'returned',
      effects: [{ when: ({ state }) => state.urgent, is: ['nextReader'] }],
      main: true,
      tells: quiet,
    }),
    remind: action({
      title: '催一下',
      from: ['lent'],
      who: ['system'],
      quiet: true,
      opens: [
        {
          key: 'call',
          title: '打电话催',
          assign: { to: 'village' },
          due: { param: 'contact.by', from: 'now' },
        },
      ],
      tells: quiet,
    }),
    call: action({
      title: '打过了',
      from: ['lent'],
      who: ['holder'],
      guards: [
        {
          code: 'called',
          words: '没有要打的',
          hides: true,
          holds: ({ state }) => state.tasks.some(({ main }) => !main),
        },
      ],
      closes: ['call', 'greet'],
      tells: quiet,
    }),
    complain: action({
      title: '不满意',
      from: ['checked', 'lent'],
      to: 'applied',
      who: [{ parties: ['reporter', 'subject'] }],
      assign: { to: 'oneLevelUp' },
      newRound: () => true,
      closes: ['call'],
      tells: quiet,
    }),
    reopen: action({
      title: '再办',
      from: ['closed'],
      to: 'applied',
      who: [{ parties: ['reporter'] }],
      assign: { to: 'oneLevelUp' },
      newRound: () => true,
      tells: quiet,
    }),
    hide: action({
      title: '村里不看',
      from: ['applied'],
      who: [head],
      assign: { to: 'town' },
      floor: 'town',
      tells: quiet,
    }),
    pass: action({
      title: '转走',
      from: ['applied', 'checked'],
      who: ['owner', head],
      form: passForm,
      assign: { to: 'line', field: 'line' },
      tells: quiet,
    }),
    give: action({
      title: '换人',
      from: 'open',
      who: ['owner'],
      form: giveForm,
      assign: { to: 'person', field: 'person' },
      tells: quiet,
    }),
    seen: action({ title: '看到了', from: 'open', who: ['holder'], once: true, quiet: true, tells: quiet }),
  },
  outcomes: { returned: '还了', refused: '没办成' },
  sees: {
    subject: ['status'],
    reporter: ['status'],
    follower: [],
    checker: [],
    village: ['status'],
    town: ['status'],
    county: ['status'],
    townLine: ['status'],
    helpPerson: ['status'],
  },
} as const satisfies Workflow;
