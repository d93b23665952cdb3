import { choice, longText, text, voice } from '../form/field.js';
import { defineForm, optional } from '../form/form.js';
import { action, defineWorkflow } from '../workflow/define.js';
import { isSaid } from './said.js';
import { calling, upkeep } from './upkeep.js';

const appealForm = defineForm('appeal.report', {
  about: choice('哪里不对？', [
    { value: 'late', title: '拖着不办' },
    { value: 'unfair', title: '不公道' },
    { value: 'result', title: '不服这个结果' },
    { value: 'complaint', title: '投诉和建议' },
  ]),
  words: optional(longText('说说怎么回事', 500)),
  voice: optional(voice('说出来也行', 1)),
});

const answerForm = defineForm('appeal.answer', {
  upheld: choice('查下来', [
    { value: 'yes', title: '反映得对，重新办' },
    { value: 'partly', title: '有一部分对，已改' },
    { value: 'no', title: '查过了，没有不对' },
  ]),
  words: longText('怎么回话', 200, { help: '本人看得到、听得到' }),
  rule: optional(text('依据哪条规定', 60)),
});

/** 向镇里反映: a case handled late, unfairly, or decided wrongly in the person's eyes. It goes one level above whoever decided; at the top to another officer. Complaints of 我的 go straight to the county. */
export const appeal = defineWorkflow({
  category: 'appeal',
  version: 1,
  title: '反映',
  titleField: 'about',
  about: 'case',
  floor: 'town',
  reached: 'county',
  steps: [
    { key: 'reported', title: '已收到' },
    { key: 'answered', title: '回您话' },
  ],
  states: {
    reported: {
      kind: 'open',
      step: 'reported',
      says: '有人在查',
      task: {
        key: 'answer',
        title: '查一件反映',
        assign: { to: 'town' },
        due: { param: 'objection.reply.days', from: 'now' },
      },
    },
    closed: { kind: 'closed', step: 'answered', says: '回您话了' },
  },
  actions: {
    report: action({
      title: '向镇里反映',
      from: 'start',
      to: 'reported',
      who: [{ parties: ['reporter'] }],
      form: appealForm,
      guards: [
        isSaid,
        {
          code: 'about',
          words: '说一下是哪件事，或选“投诉和建议”',
          form: true,
          holds: ({ form, facts }) =>
            form.about === 'complaint' || facts.links.some((link) => link.kind === 'appealsAgainst'),
        },
      ],
      assign: [
        {
          when: ({ form, facts }) => form.about === 'complaint' || facts.decidedAt !== 'village',
          is: { to: 'county' },
        },
        { is: { to: 'town' } },
      ],
      // A complaint about people, and an appeal against the town, are not for the town to load.
      floor: [
        {
          when: ({ form, facts }) => form.about === 'complaint' || facts.decidedAt !== 'village',
          is: 'county',
        },
      ],
      tells: { villager: ({ owner }) => `收到了，${owner}来查`, staff: () => '有人反映' },
      announces: true,
    }),
    answer: action({
      title: '回话',
      from: ['reported'],
      to: 'closed',
      who: ['owner'],
      form: answerForm,
      main: true,
      outcome: [
        { when: ({ form }) => form.upheld === 'yes', is: 'upheld' },
        { when: ({ form }) => form.upheld === 'partly', is: 'partly' },
        { is: 'notUpheld' },
      ],
      effects: ['upholdAppeal'],
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
  outcomes: { upheld: '反映得对', partly: '部分对', notUpheld: '查过，没有不对' },
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
