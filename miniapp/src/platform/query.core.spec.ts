import { expect, test } from '@jest/globals';
import { dehydrate, QueryClient } from '@tanstack/react-query';
import { newestThatFit } from './query.core';

function answers(of: Record<string, { at: number; text: string }>): ReturnType<typeof dehydrate>['queries'] {
  const client = new QueryClient();
  for (const [key, { at, text }] of Object.entries(of)) client.setQueryData([key], text, { updatedAt: at });
  const { queries } = dehydrate(client);
  client.clear();
  return queries;
}

test('the newest answers are kept, one too long pushes out none of the others', () => {
  const all = answers({
    old: { at: 1, text: 'x'.repeat(100) },
    huge: { at: 9, text: 'x'.repeat(5_000) },
    new: { at: 8, text: 'x'.repeat(100) },
    middle: { at: 5, text: 'x'.repeat(100) },
  });
  const size = Math.max(
    ...all.filter(({ queryKey }) => queryKey[0] !== 'huge').map((one) => JSON.stringify(one).length),
  );
  expect(newestThatFit(all, size * 2).map(({ queryKey }) => queryKey[0])).toEqual(['new', 'middle']);
});
