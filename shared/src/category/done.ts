import { choice, longText, text, voice } from '../form/field.js';
import { defineForm, optional } from '../form/form.js';
import { action, type StateDefinition, type Who } from '../workflow/define.js';

/** The household's own answer, tapped or told to a cadre. */
export const answerForm = defineForm('hardship.answer', {
  done: choice('这件事办好了吗？', [
    { value: 'yes', title: '办好了' },
    { value: 'no', title: '没办好' },
  ]),
  words: optional(longText('还差什么', 200)),
  voice: optional(voice('还差什么，说一说', 1)),
});

/** Why somebody no longer wants it; a reason is never demanded. */
export const changedMindForm = defineForm('done.changedMind', {
  reason: optional(text('愿意说的话，为什么', 100)),
});

/** 办好了吗: how every procedure that does something for people ends. */
export const asking = {
  kind: 'waiting',
  step: 'asking',
  says: '这件事办好了吗？',
  task: {
    key: 'ask',
    title: '问一声：办好了吗',
    assign: { to: 'keep' },
    due: { param: 'ask.silence.days', from: 'now' },
  },
  after: { param: 'ask.silence.days', count: 'span', do: 'callToAsk' },
} as const satisfies StateDefinition;

/** The answer to it, by whoever may give it; 没办好 begins it `again` there, and never goes back to the last handler alone. */
export const answerOf = <S extends string>(again: S, who: readonly Who[]) =>
  action<'asking' | 'closed' | S, { done: 'yes' | 'no'; words?: string; voice?: string[] }>({
    title: '办好了吗',
    from: ['asking'],
    to: [{ when: ({ form }) => form.done === 'yes', is: 'closed' }, { is: again }],
    who,
    form: answerForm,
    main: true,
    closes: ['callToAsk'],
    assign: [{ when: ({ form }) => form.done === 'no', is: { to: 'oneLevelUp' } }],
    newRound: ({ form }) => form.done === 'no',
    tells: {
      villager: ({ row, owner }) =>
        row.form['done'] === 'yes' ? '您说：办好了' : `您说没办好，${owner}来找您`,
      staff: ({ row, owner }) =>
        row.form['done'] === 'yes' ? '本人说：办好了' : `本人说没办好，转给${owner}`,
    },
    announces: true,
  });

/** Silence is no answer: somebody calls. */
export const callToAsk = action({
  title: '七天没有回话',
  from: ['asking'],
  who: ['system'],
  quiet: true,
  opens: [
    {
      key: 'callToAsk',
      title: '打电话问办好没',
      assign: { to: 'town' },
      due: { param: 'contact.by', from: 'now' },
    },
  ],
  tells: { villager: () => null, staff: () => '没有回话，打电话问' },
});
