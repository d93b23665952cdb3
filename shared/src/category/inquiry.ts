import { choice, longText, voice } from '../form/field.js';
import { defineForm, optional } from '../form/form.js';
import { action, defineWorkflow } from '../workflow/define.js';
import { isSaid } from './said.js';
import { passForm, upkeep } from './upkeep.js';

const askForm = defineForm('inquiry.ask', {
  about: choice('问什么', [
    { value: 'policy', title: '一条政策' },
    { value: 'door', title: '转来的申请' },
    { value: 'other', title: '别的事' },
  ]),
  words: optional(longText('想问什么', 500)),
  voice: optional(voice('说出来也行', 1)),
  policy: optional(longText('哪条政策', 60)),
});

const answerForm = defineForm('inquiry.answer', {
  words: longText('怎么答', 200, { help: '短句，本人看得到、听得到' }),
});

/** 咨询: a question, or an application that another door sent over; answered by a person, asked whether it helped. */
export const inquiry = defineWorkflow({
  category: 'inquiry',
  version: 1,
  title: '咨询',
  mayBeAppealed: true,
  titleField: 'about',
  floor: 'village',
  reached: 'town',
  steps: [
    { key: 'asked', title: '已收到' },
    { key: 'answered', title: '回您话' },
  ],
  states: {
    asked: {
      kind: 'open',
      step: 'asked',
      says: '有人在看您问的事',
      task: {
        key: 'answer',
        title: '回一个咨询',
        assign: { to: 'routed' },
        due: { param: 'refer.days', from: 'now' },
      },
    },
    answered: {
      kind: 'waiting',
      step: 'answered',
      says: '回您话了，说清楚了吗？',
      task: {
        key: 'ask',
        title: '问一声：清楚没有',
        assign: { to: 'keep' },
        due: { param: 'ask.silence.days', from: 'now' },
      },
      after: { param: 'ask.silence.days', count: 'span', do: 'fellSilent' },
    },
    closed: { kind: 'closed', step: 'answered', says: '办完了' },
  },
  actions: {
    ask: action({
      title: '我想问',
      from: 'start',
      to: 'asked',
      who: [
        { parties: ['reporter'] },
        { roles: ['gridWorker', 'villageCadre', 'villageSecretary', 'townOfficer'] },
        'system',
      ],
      form: askForm,
      guards: [isSaid],
      tells: { villager: () => '收到了您问的事', staff: ({ actor }) => `${actor}问来` },
      announces: true,
    }),
    pass: action({
      title: '转给行业线',
      from: ['asked'],
      who: ['owner', { roles: ['townOfficer', 'townLeader'] }],
      form: passForm,
      assign: { to: 'line', field: 'line' },
      tells: {
        villager: ({ owner }) => `转给了${owner}`,
        staff: ({ actor, owner }) => `${actor}转给${owner}`,
      },
      announces: true,
    }),
    answer: action({
      title: '回话',
      from: ['asked'],
      to: 'answered',
      who: ['owner', { roles: ['townOfficer'] }],
      form: answerForm,
      main: true,
      outcome: 'answered',
      tells: {
        villager: ({ row }) => String(row.form['words']),
        staff: ({ actor, row }) => `${actor}回：${String(row.form['words'])}`,
      },
      announces: true,
    }),
    understood: action({
      title: '清楚了',
      from: ['answered'],
      to: 'closed',
      who: [{ parties: ['reporter', 'subject'] }, 'owner'],
      main: true,
      tells: { villager: () => '您说清楚了', staff: () => '本人说清楚了' },
    }),
    unclear: action({
      title: '还不清楚',
      from: ['answered'],
      to: 'asked',
      who: [{ parties: ['reporter', 'subject'] }, 'owner'],
      assign: { to: 'oneLevelUp' },
      tells: {
        villager: ({ owner }) => `${owner}再给您说说`,
        staff: ({ owner }) => `本人说不清楚，转给${owner}`,
      },
      announces: true,
    }),
    fellSilent: action({
      title: '七天没有回话',
      from: ['answered'],
      to: 'closed',
      who: ['system'],
      quiet: true,
      tells: { villager: () => '回过您话了，有事再问', staff: () => '没有再问，办完' },
    }),
    appealUpheld: action({
      title: '反映成立',
      from: ['closed', 'asked', 'answered'],
      to: 'asked',
      who: ['system'],
      quiet: true,
      assign: { to: 'oneLevelUp' },
      tells: {
        villager: ({ owner }) => `您反映得对，${owner}重新来办`,
        staff: ({ owner }) => `反映成立，${owner}重新办`,
      },
      announces: true,
    }),
    ...upkeep,
  },
  outcomes: { answered: '已回话' },
  sees: {
    subject: ['status', 'story', 'timeline', 'people'],
    reporter: ['status', 'story', 'timeline', 'people'],
    follower: ['status'],
    checker: ['status'],
    village: ['status', 'story', 'timeline', 'household', 'people'],
    town: ['status', 'story', 'timeline', 'household', 'people'],
    county: ['status', 'story', 'timeline', 'people'],
    townLine: ['status', 'story', 'timeline', 'people', 'errand'],
    helpPerson: ['status', 'story', 'timeline', 'people'],
  },
});
