import type { InputOf } from '@songtao/shared/api/endpoint.js';
import type { noticeApi, NoticeView } from '@songtao/shared/api/notice.js';
import { plainMax } from '@songtao/shared/notice/notice.js';

type Written = InputOf<typeof noticeApi.write>;

/** What is written of a policy or an announcement; `id`, version and request id belong to the sending. */
export type Content = Omit<Written, 'id' | 'requestId' | 'version'>;

/** A question that is being written. */
export type QuestionDraft = Content['questions'][number];

/** An empty sheet for an area. */
export const emptyContent = (area: string): Content => ({
  kind: 'policy',
  title: '',
  officialTitle: '',
  plain: '',
  body: '',
  needs: [],
  steps: [],
  questions: [],
  audio: null,
  contact: null,
  document: null,
  effectiveFrom: null,
  effectiveTo: null,
  area,
});

/** What the server has of it, as it is written again. */
export function contentOf(view: NoticeView): Content {
  const {
    title,
    officialTitle,
    plain,
    body,
    needs,
    steps,
    questions,
    contact,
    document,
    effectiveFrom,
    effectiveTo,
    area,
  } = view;
  const kind = view.kind === 'announcement' ? 'announcement' : 'policy';
  const audio = view.audio?.id ?? null;
  return {
    kind,
    title,
    officialTitle,
    plain,
    body,
    needs,
    steps,
    questions,
    audio,
    contact,
    document,
    effectiveFrom,
    effectiveTo,
    area,
  };
}

/** How many characters a text has, as a person counts them. */
export const lengthOf = (text: string): number => Array.from(text).length;

/** What is still missing before somebody else may look at it, in the words of the button; the server asks the same. */
export function missingOf(content: Content): string | undefined {
  const over = lengthOf(content.plain) - plainMax;
  if (content.title.trim() === '') return '先写标题';
  if (over > 0) return `再短${over}个字`;
  if (content.kind === 'announcement')
    return content.plain.trim() === '' && content.body.trim() === '' ? '先写内容' : undefined;
  if (content.plain.trim() === '') return '先写白话';
  if (content.audio === null) return '先录声音';
  return missingFacts(content);
}

function missingFacts({
  contact,
  document,
  effectiveFrom,
  effectiveTo,
  questions,
}: Content): string | undefined {
  if (!contact?.name || !contact.phone) return '先写找谁问';
  if (effectiveFrom === null || effectiveTo === null) return '先选哪天起到哪天';
  if (effectiveTo < effectiveFrom) return '结束比开始早';
  if (!document?.name || !document.number) return '先写文件名和文号';
  return questions.every(isWhole) ? undefined : '有一问还没写完';
}

/** A question with words and at least two answers. */
export function isWhole({ text, answers }: QuestionDraft): boolean {
  return text.trim() !== '' && answers.length >= 2 && answers.every(({ title }) => title.trim() !== '');
}

/** As it is sent: unfinished questions and steps stay on the phone, and what the contract holds too long is cut nowhere. */
export function sendable(content: Content): Content {
  return {
    ...content,
    title: content.title.trim() === '' ? '还没有标题' : content.title,
    steps: content.steps.filter(({ title }) => title.trim() !== ''),
    questions: content.questions.filter(isWhole),
  };
}
