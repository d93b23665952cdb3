import { choice, longText, voice, yesNo } from '../form/field.js';
import { household } from '../form/field.js';
import { defineForm, optional } from '../form/form.js';
import { action, defineWorkflow } from '../workflow/define.js';
import { isSaid } from './said.js';
import { calling, upkeep } from './upkeep.js';

const objectForm = defineForm('objection.report', {
  about: choice('您觉得哪里不对？', [
    { value: 'unfit', title: '有一户不合适' },
    { value: 'wrong', title: '写错了' },
    { value: 'other', title: '别的' },
  ]),
  words: optional(longText('说说怎么回事', 500)),
  voice: optional(voice('按住，说给镇里听', 1)),
  hidden: yesNo('不让村里知道是我'),
});

const assignForm = defineForm('objection.assign', { household: household('说的是哪一户') });

const answerForm = defineForm('objection.answer', {
  upheld: choice('查下来', [
    { value: 'yes', title: '意见成立，名字撤下' },
    { value: 'no', title: '查过了，没有不合适' },
  ]),
  words: longText('怎么回话', 200, { help: '提意见的人看得到、听得到' }),
});

/** 异议 about one household of a public notice, or about nobody knows which (说不清), which holds them all until the town says which. The village never loads it. */
export const objection = defineWorkflow({
  category: 'objection',
  version: 1,
  title: '公示意见',
  titleField: 'about',
  about: 'notice',
  floor: 'town',
  reached: 'town',
  steps: [
    { key: 'reported', title: '已收到' },
    { key: 'answered', title: '回您话' },
  ],
  states: {
    reported: {
      kind: 'open',
      step: 'reported',
      says: '镇里在查',
      task: {
        key: 'answer',
        title: '查公示意见',
        assign: { to: 'town' },
        due: { param: 'objection.reply.days', from: 'now' },
      },
    },
    closed: { kind: 'closed', step: 'answered', says: '回您话了' },
  },
  actions: {
    report: action({
      title: '我觉得不对，我来说',
      from: 'start',
      to: 'reported',
      who: [{ parties: ['reporter'] }, { roles: ['townOfficer', 'villageCadre', 'villageSecretary'] }],
      form: objectForm,
      guards: [isSaid],
      tells: {
        villager: ({ owner, until }) => `镇里收到了，${owner}${until}回您话`,
        staff: () => '有人提意见',
      },
      announces: true,
    }),
    assignTo: action({
      title: '认定说的是哪一户',
      from: ['reported'],
      who: ['owner'],
      form: assignForm,
      effects: ['narrowObjection'],
      tells: { villager: () => null, staff: ({ actor }) => `${actor}认定了是哪一户` },
    }),
    answer: action({
      title: '回话',
      from: ['reported'],
      to: 'closed',
      who: ['owner'],
      form: answerForm,
      main: true,
      guards: [
        {
          code: 'which',
          words: '意见成立，要先认定说的是哪一户',
          form: true,
          holds: ({ form, facts }) =>
            form.upheld === 'no' ||
            facts.links.filter((link) => link.kind === 'objectsTo' && link.direction === 'from').length === 1,
        },
      ],
      outcome: [{ when: ({ form }) => form.upheld === 'yes', is: 'upheld' }, { is: 'notUpheld' }],
      effects: ['settleObjection'],
      tells: {
        villager: ({ row }) => String(row.form['words']),
        staff: ({ actor, row }) => `${actor}回：${String(row.form['words'])}`,
      },
      announces: true,
    }),
    ...calling,
    seen: upkeep.seen,
    handedOver: upkeep.handedOver,
    reassign: upkeep.reassign,
  },
  outcomes: { upheld: '意见成立', notUpheld: '查过，没有不合适' },
  sees: {
    subject: ['status'],
    reporter: ['status', 'story', 'timeline', 'people'],
    follower: ['status'],
    checker: ['status'],
    village: ['status'],
    town: ['status', 'story', 'timeline', 'people'],
    county: ['status', 'story', 'timeline', 'people'],
    townLine: ['status'],
    helpPerson: ['status'],
  },
});
