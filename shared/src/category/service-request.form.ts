import { choice, date, longText, text, voice } from '../form/field.js';
import { defineForm, optional } from '../form/form.js';

/** One matter for which somebody comes, and what to lay ready for it. */
interface Matter {
  readonly value: string;
  readonly title: string;
  /** In plain words; the second part in brackets says what may be missing. */
  readonly bring: readonly string[];
}

/** What is done at home for those who cannot come; what to bring is common practice, to be confirmed by the place. */
export const matters = [
  { value: 'certificate', title: '开证明', bring: ['身份证、户口本'] },
  { value: 'insurance', title: '交医保', bring: ['身份证', '钱您自己交，不交给来的人'] },
  { value: 'pension', title: '养老金认证', bring: ['身份证'] },
  {
    value: 'disability',
    title: '办残疾证',
    bring: ['身份证、户口本', '两张一寸照片', '看病的单子（没有也能办）'],
  },
  { value: 'allowance', title: '低保复核', bring: ['身份证、户口本', '存折（看一眼就还您）'] },
  { value: 'other', title: '别的事', bring: ['身份证'] },
] as const satisfies readonly Matter[];

const titles = matters.map(({ value, title }) => ({ value, title }));

/** A day and the half of it: nobody is promised an hour that the road cannot keep. */
const time = {
  day: date('哪天方便？', { ahead: true }),
  half: choice('上午还是下午？', [
    { value: 'am', title: '上午' },
    { value: 'pm', title: '下午' },
  ]),
};

/** What is to be done, and when somebody may come. */
export const requestForm = defineForm('serviceRequest.request', {
  matter: choice('办什么事？', titles),
  ...time,
  channel: choice('怎么来的', [
    { value: 'self', title: '本人' },
    { value: 'proxy', title: '替别人说' },
    { value: 'cadre', title: '干部代报' },
    { value: 'hotline', title: '电话' },
    { value: 'paper', title: '纸条' },
  ]),
  voice: optional(voice('有要说的，说一句', 1)),
  words: optional(longText('有要说的，写一句', 200)),
  relation: optional(text('您是他什么人', 20)),
});

/** Another day. */
export const timeForm = defineForm('serviceRequest.time', time);

/** Another day than the one that was wished, and why. */
export const proposeForm = defineForm('serviceRequest.propose', {
  ...time,
  reason: optional(text('为什么换', 60)),
});

/** What came of the visit. */
export const visitedForm = defineForm('serviceRequest.visited', {
  result: choice('办得怎样', [
    { value: 'done', title: '办好了' },
    { value: 'papers', title: '还差材料' },
    { value: 'cannot', title: '办不了' },
  ]),
  words: longText('怎么办的', 100, { help: '本人看得到、听得到。办不了写明原因和去处' }),
  missing: optional(
    text('还差什么', 40, {
      help: '说家里的叫法，比如：存折',
      showWhen: { field: 'result', is: ['papers'] },
    }),
  ),
});
