import type { StaffRole } from '../access/role.js';
import { choice, longText, photos, text, voice } from '../form/field.js';
import { defineForm, optional } from '../form/form.js';
import { action, defineWorkflow, type Guard } from '../workflow/define.js';
import { answerOf, asking, callToAsk, changedMindForm } from './done.js';
import { passForm, upkeep } from './upkeep.js';

const village = ['gridWorker', 'villageCadre', 'villageSecretary'] as const satisfies readonly StaffRole[];
const town = ['townOfficer', 'townLeader'] as const satisfies readonly StaffRole[];

/** What somebody may see on the way (the seed's task 6, domain E6). */
export const sights = [
  { value: 'garbage', title: '垃圾没人收' },
  { value: 'sewage', title: '污水乱流' },
  { value: 'blackWater', title: '水沟发黑发臭' },
  { value: 'farming', title: '秸秆、农膜、粪污' },
  { value: 'outage', title: '停水了' },
  { value: 'road', title: '路坏了' },
  { value: 'light', title: '路灯不亮' },
  { value: 'other', title: '别的' },
] as const;

const reportForm = defineForm('photoReport.report', {
  kind: choice('看到什么？', sights),
  photos: optional(photos('拍一张', 6, { help: '不拍也行。别拍人脸、车牌' })),
  voice: optional(voice('说一句', 1)),
  words: optional(longText('写一句', 200)),
  place: optional(text('在哪里？', 60, { help: '比如：村口桥边' })),
});

const handBackForm = defineForm('photoReport.handBack', { reason: longText('为什么退', 200) });

const finishForm = defineForm('photoReport.finish', {
  result: choice('办得怎样', [
    { value: 'fixed', title: '办好了' },
    { value: 'gone', title: '去看时已经没有了' },
    { value: 'notNow', title: '一时办不了' },
  ]),
  words: longText('怎么办的', 100, { help: '报的人看得到、听得到。办不了写明原因' }),
  photos: optional(photos('办好以后的照片', 3, { help: '可拍可不拍' })),
});

type Report = { kind: string; photos?: string[]; voice?: string[]; words?: string };

/** A picture, a word or a voice: a kind alone sends nobody anywhere. */
const showsSomething: Guard<Report> = {
  code: 'words',
  words: '拍一张，或说一句',
  form: true,
  holds: ({ form: { photos: pictures = [], voice: spoken = [], words } }) =>
    pictures.length + spoken.length > 0 || words !== undefined,
};

const byTheLine: Guard = {
  code: 'line',
  hides: true,
  words: '不在行业线手上',
  holds: ({ actor }) => actor.as.some((as) => as.kind === 'role' && as.role === 'townLine'),
};

/** 随手拍: what is dirty or broken on the way, with a photo where somebody likes to take one. It is shown to whoever said it and to staff, to nobody else, so no face and no number plate is ever hung out; nobody is scored. One cut of the water is one case, and everybody who reported it is answered. */
export const photoReport = defineWorkflow({
  category: 'photo-report',
  version: 1,
  title: '随手拍',
  mayBeAppealed: true,
  titleField: 'kind',
  joins: { inGroup: ['outage'] },
  door: { icon: 'camera', title: '随手拍', line: '垃圾、污水、停水、路坏了' },
  floor: 'village',
  reached: 'town',
  steps: [
    { key: 'reported', title: '已收到' },
    { key: 'fixing', title: '有人去办' },
    { key: 'asking', title: '办得怎样', hint: '到时问您：办好了吗' },
  ],
  states: {
    reported: {
      kind: 'open',
      step: 'reported',
      says: '有人来看',
      task: {
        key: 'accept',
        title: '接下随手拍',
        assign: { to: 'routed' },
        due: { param: 'photo.accept.days', from: 'now' },
      },
      after: { param: 'photo.accept.days', count: 'span', do: 'passedUp' },
    },
    fixing: {
      kind: 'open',
      step: 'fixing',
      says: '有人在办',
      task: {
        key: 'fix',
        title: '去办随手拍的事',
        assign: { to: 'actor' },
        due: { param: 'photo.fix.days', from: 'now' },
      },
    },
    asking,
    closed: { kind: 'closed', step: 'asking', says: '办完了' },
  },
  actions: {
    report: action({
      title: '随手拍',
      from: 'start',
      to: 'reported',
      who: [{ parties: ['reporter'] }, { roles: [...village, 'stationedTeam', 'firstSecretary', ...town] }],
      form: reportForm,
      guards: [showsSomething],
      // Pipes belong to one office: nobody has to pass them on first.
      assign: [{ when: ({ form }) => form.kind === 'outage', is: { to: 'line', line: 'water' } }],
      tells: { villager: () => '收到了您报的事', staff: ({ actor }) => `${actor}报来` },
      announces: true,
    }),
    joined: action({
      title: '又有人报了同一件事',
      from: 'open',
      who: ['system'],
      form: reportForm,
      quiet: true,
      tells: { villager: () => null, staff: () => '又有人报了同一件事，已并进来' },
    }),
    accept: action({
      title: '接下这件事',
      from: ['reported'],
      to: 'fixing',
      who: ['owner', { roles: [...village, ...town] }],
      main: true,
      tells: { villager: ({ actor }) => `${actor}接下了`, staff: ({ actor }) => `${actor}接下` },
      announces: true,
    }),
    passedUp: action({
      title: '没人接，报镇里',
      from: ['reported'],
      who: ['system'],
      quiet: true,
      assign: { to: 'town' },
      tells: { villager: ({ owner }) => `现在由${owner}来办`, staff: () => '没人接，报到镇里' },
      announces: true,
    }),
    finish: action({
      title: '办了，问一声',
      from: ['reported', 'fixing'],
      to: 'asking',
      who: ['owner', { roles: [...village, ...town] }],
      form: finishForm,
      main: true,
      outcome: [
        { when: ({ form }) => form.result === 'gone', is: 'gone' },
        { when: ({ form }) => form.result === 'notNow', is: 'notNow' },
        { is: 'fixed' },
      ],
      shows: 'result',
      tells: {
        villager: ({ row }) => String(row.form['words']),
        staff: ({ actor, row }) => `${actor}记：${String(row.form['words'])}`,
      },
      announces: true,
    }),
    refer: action({
      title: '转给行业线',
      from: ['reported', 'fixing'],
      to: 'fixing',
      who: ['owner', { roles: town }],
      form: passForm,
      assign: { to: 'line', field: 'line' },
      tells: {
        villager: ({ owner }) => `转给了${owner}`,
        staff: ({ actor, owner }) => `${actor}转给${owner}`,
      },
      announces: true,
    }),
    handBack: action({
      title: '不归我们，退回镇里',
      from: ['reported', 'fixing'],
      who: ['owner'],
      guards: [byTheLine],
      form: handBackForm,
      assign: { to: 'town' },
      tells: {
        villager: ({ owner }) => `现在由${owner}来办`,
        staff: ({ actor, row }) => `${actor}退回镇里：${String(row.form['reason'])}`,
      },
    }),
    answer: answerOf('fixing', [{ parties: ['reporter', 'subject', 'follower'] }, 'owner', { roles: town }]),
    callToAsk,
    appealUpheld: action({
      title: '反映成立',
      from: ['closed', 'reported', 'fixing', 'asking'],
      to: 'fixing',
      who: ['system'],
      quiet: true,
      assign: { to: 'oneLevelUp' },
      closes: ['callToAsk'],
      tells: {
        villager: ({ owner }) => `您反映得对，${owner}重新来办`,
        staff: ({ owner }) => `反映成立，${owner}重新办`,
      },
      announces: true,
    }),
    withdraw: action({
      title: '不报了，撤回',
      from: 'open',
      to: 'closed',
      who: [{ parties: ['reporter'] }],
      form: changedMindForm,
      outcome: 'withdrawn',
      tells: { villager: () => '您说不报了', staff: () => '本人说不报了' },
      announces: true,
    }),
    ...upkeep,
  },
  outcomes: {
    fixed: '已办好',
    gone: '去看时已经没有了',
    notNow: '一时办不了，说明了原因',
    withdrawn: '本人撤回',
  },
  sees: {
    reporter: ['status', 'story', 'timeline', 'people'],
    subject: ['status', 'story', 'timeline', 'people'],
    // Whoever said the same is told what is done, and is not shown the other one's photos.
    follower: ['status', 'timeline', 'people'],
    checker: ['status'],
    village: ['status', 'story', 'timeline', 'household', 'people', 'forms'],
    town: ['status', 'story', 'timeline', 'household', 'people', 'forms'],
    county: ['status', 'story', 'timeline', 'people', 'forms'],
    townLine: ['status', 'story', 'timeline', 'household', 'people', 'errand'],
    helpPerson: ['status', 'story', 'timeline', 'household', 'people'],
  },
});
