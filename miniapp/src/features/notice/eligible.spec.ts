import { expect, test } from '@jest/globals';
import type { Question } from '@songtao/shared/notice/notice.js';
import { answered, outcomeOf, withAnswer } from './eligible';

const questions: Question[] = [
  {
    text: '住过院吗？',
    answers: [
      { title: '住过', leads: 'next' },
      { title: '没住过', leads: 'unlikely', because: '因为没有人住院。' },
    ],
  },
  {
    text: '花了多少？',
    answers: [
      { title: '5000元以上', leads: 'likely' },
      { title: '说不清', leads: 'ask', because: '花了多少，您说不清。' },
      { title: '别的', leads: 'next' },
    ],
  },
];

test('one question after the other, until an answer is clear', () => {
  expect(outcomeOf(questions, [])).toEqual({ ask: 0 });
  expect(outcomeOf(questions, [0])).toEqual({ ask: 1 });
  expect(outcomeOf(questions, [1])).toEqual({ result: 'unlikely', because: '因为没有人住院。' });
  expect(outcomeOf(questions, [0, 0])).toEqual({ result: 'likely', because: null });
});

test('without a clear word one is to ask, never told yes or no', () => {
  expect(outcomeOf(questions, [0, 2])).toEqual({ result: 'ask', because: null });
  expect(outcomeOf([], [])).toEqual({ result: 'ask', because: null });
});

test('a changed answer asks what comes after it anew', () => {
  expect(withAnswer([0, 1], 0, 1)).toEqual([1]);
  expect(answered(questions, [0, 1])).toEqual([
    { question: '住过院吗？', answer: '住过' },
    { question: '花了多少？', answer: '说不清' },
  ]);
});
