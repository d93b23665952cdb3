import type { Question } from '@songtao/shared/notice/notice.js';

/** Which answer was given to each question so far, by its place. It lives in the page and goes nowhere. */
export type Given = readonly number[];

/** Where the answers lead: to a question, or to one of three words. */
export type Outcome =
  | { readonly ask: number }
  | { readonly result: 'likely' | 'unlikely' | 'ask'; readonly because: string | null };

/** Stops as soon as an answer is clear. It never decides: whoever comes to the end without a word is to ask. */
export function outcomeOf(questions: readonly Question[], given: Given): Outcome {
  for (const [at, question] of questions.entries()) {
    const answer = question.answers[given[at] ?? -1];
    if (!answer) return { ask: at };
    if (answer.leads !== 'next') return { result: answer.leads, because: answer.because ?? null };
  }
  return { result: 'ask', because: null };
}

/** The answers after one was given: those to later questions are asked anew. */
export function withAnswer(given: Given, at: number, answer: number): Given {
  return [...given.slice(0, at), answer];
}

/** What was asked and answered, as it stands in the list of answers. */
export function answered(
  questions: readonly Question[],
  given: Given,
): { question: string; answer: string }[] {
  return given.flatMap((choice, at) => {
    const question = questions[at];
    const answer = question?.answers[choice];
    return question && answer ? [{ question: question.text, answer: answer.title }] : [];
  });
}

/** The sign of an answer: a yes, a no, or not knowing. */
export function signOf(title: string, at: number): 'check' | 'close' | 'help' {
  if (/说不清|不知道|不清楚/.test(title)) return 'help';
  return at === 0 ? 'check' : 'close';
}
