import { expect, test } from '@jest/globals';
import {
  delayAfter,
  mayPassLater,
  nextStep,
  reduce,
  restored,
  stateOf,
  type OutboxFailure,
  type OutboxItem,
  type OutboxPart,
} from './outbox.core';

const part = (id: string, kind: OutboxPart['kind'], state: OutboxPart['state'] = 'waiting'): OutboxPart =>
  kind === 'write' ? { id: 'write', kind, state, tries: 0 } : { id, kind, state, tries: 0 };

const report = (change: Partial<OutboxItem> = {}): OutboxItem => ({
  id: 'a',
  person: 'wang',
  title: '看病花钱多',
  route: 'case.submit',
  input: {},
  parts: [part('write', 'write'), part('v', 'voice'), part('p1', 'photo'), part('p2', 'photo')],
  savedAt: 1,
  failures: 0,
  notBefore: 0,
  ...change,
});

const failure = (change: Partial<OutboxFailure> = {}): OutboxFailure => ({
  code: 'broken',
  message: '',
  retry: false,
  offline: false,
  ...change,
});

const sends = (items: readonly OutboxItem[], now = 0): string | null => {
  const step = nextStep(items, 'wang', now);
  return step && 'send' in step ? `${step.item.id}/${step.send.id}` : null;
};

test('words go first, then the recording, then each photo; the number is proof of the words only', () => {
  let items: readonly OutboxItem[] = [report()];
  const order: (string | null)[] = [];
  for (const id of ['write', 'v', 'p1', 'p2']) {
    order.push(sends(items));
    items = reduce(items, {
      type: 'received',
      id: 'a',
      part: id,
      at: 9,
      ...(id === 'write' && { number: '1123 017' }),
    });
    if (id === 'write')
      expect([stateOf(items[0]!), items[0]!.serverNumber, items[0]!.receivedAt]).toEqual([
        'saved',
        '1123 017',
        undefined,
      ]);
  }
  expect(order).toEqual(['a/write', 'a/v', 'a/p1', 'a/p2']);
  expect([stateOf(items[0]!), items[0]!.serverNumber, items[0]!.receivedAt]).toEqual([
    'received',
    '1123 017',
    9,
  ]);
});

test('words that need their files wait for all of them', () => {
  const filesFirst = report({
    parts: [part('p1', 'photo', 'received'), part('p2', 'photo', 'needsYou'), part('write', 'write')],
  });
  expect([sends([filesFirst]), stateOf(filesFirst)]).toEqual([null, 'needsYou']);
  expect(sends(reduce([filesFirst], { type: 'retried', id: 'a' }))).toBe('a/p2');
});

test('a stuck photo holds up no other photo and is given up after three answers, never for want of a network', () => {
  let items: readonly OutboxItem[] = [
    report({ parts: [part('write', 'write', 'received'), part('p1', 'photo'), part('p2', 'photo')] }),
  ];
  for (let i = 0; i < 5; i += 1)
    items = reduce(items, {
      type: 'failed',
      id: 'a',
      part: 'p1',
      failure: failure({ offline: true }),
      notBefore: 0,
    });
  expect(sends(items)).toBe('a/p1');
  for (let i = 0; i < 3; i += 1)
    items = reduce(items, { type: 'failed', id: 'a', part: 'p1', failure: failure(), notBefore: 0 });
  expect(items[0]!.parts[1]).toMatchObject({ state: 'needsYou', tries: 3 });
  expect(sends(items)).toBe('a/p2');
  items = reduce(items, { type: 'received', id: 'a', part: 'p2', at: 5 });
  expect(stateOf(items[0]!)).toBe('needsYou');
  items = reduce(items, { type: 'filesDropped', id: 'a', at: 6 });
  expect([stateOf(items[0]!), items[0]!.receivedAt]).toEqual(['received', 6]);
});

test('words are tried for ever, but a refusal needs the person and keeps its words', () => {
  let items: readonly OutboxItem[] = [report()];
  for (let i = 0; i < 50; i += 1)
    items = reduce(items, { type: 'failed', id: 'a', part: 'write', failure: failure(), notBefore: 0 });
  expect(stateOf(items[0]!)).toBe('saved');
  items = reduce(items, {
    type: 'failed',
    id: 'a',
    part: 'write',
    failure: failure({ code: 'blocked', message: '还差一点' }),
    notBefore: 0,
  });
  expect([stateOf(items[0]!), items[0]!.lastFailure?.message, sends(items)]).toEqual([
    'needsYou',
    '还差一点',
    null,
  ]);
});

test.each([
  ['broken', false, true],
  ['away', false, true],
  ['slowDown', false, true],
  ['signedOut', false, true],
  ['updateApp', false, true],
  ['notNow', true, true],
  ['notNow', false, false],
  ['stale', false, false],
  ['badInput', false, false],
  ['blocked', false, false],
  ['notYours', false, false],
  ['keyReused', false, false],
] as const)('%s (retry %s) may pass later: %s', (code, retry, later) => {
  expect(mayPassLater(failure({ code, retry }))).toBe(later);
});

test('a report waits for its consent, and for nothing that was given up', () => {
  const consent = report({ id: 'a', route: 'me.consent', parts: [part('write', 'write')], notBefore: 500 });
  const first = report({ id: 'b', after: 'a' });
  expect(sends([consent, first])).toBeNull();
  expect(sends([{ ...consent, parts: [part('write', 'write', 'received')] }, first])).toBe('b/write');
  expect(sends([first])).toBe('b/write');
});

test('the oldest goes first, one that waits lets others pass, but not in its own lane', () => {
  const first = report({ id: 'a', lane: 'case-1', notBefore: 500 });
  const second = report({ id: 'b', lane: 'case-1' });
  const third = report({ id: 'c' });
  expect(sends([first, second, third], 0)).toBe('c/write');
  expect(sends([first, second, third], 500)).toBe('a/write');
  expect(nextStep([first, second], 'wang', 100)).toEqual({ wait: 400 });
  const written = reduce([first, second], { type: 'received', id: 'a', part: 'write', at: 1 });
  expect(
    sends(reduce(written, { type: 'failed', id: 'a', part: 'v', failure: failure(), notBefore: 900 }), 2),
  ).toBe('b/write');
});

test('nothing of another person is sent', () => {
  expect(nextStep([report()], 'li', 0)).toBeNull();
  expect(nextStep([report()], null, 0)).toBeNull();
});

test('what was said before the first sign-in is sent by whoever signs in', () => {
  expect(nextStep([report({ person: null })], null, 0)).toBeNull();
  expect(sends([report({ person: null })])).toBe('a/write');
});

test('after a kill what was on its way is sent again, oldest first, without waiting', () => {
  const sending = report({ id: 'b', savedAt: 2, notBefore: 99, parts: [part('write', 'write', 'sending')] });
  const items = restored([sending, report({ id: 'a' })]);
  expect(items.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(items[1]).toMatchObject({ notBefore: 0, parts: [{ state: 'waiting' }] });
});

test('the last ten received are kept, whatever is not received is never dropped', () => {
  let items: readonly OutboxItem[] = [report({ id: 'open' })];
  for (let i = 0; i < 15; i += 1) {
    items = reduce(items, { type: 'added', item: report({ id: `r${i}`, parts: [part('write', 'write')] }) });
    items = reduce(items, { type: 'received', id: `r${i}`, part: 'write', at: i });
  }
  expect(items.map(({ id }) => id)).toEqual(['open', ...Array.from({ length: 10 }, (_, i) => `r${i + 5}`)]);
});

test('delays grow from half a second at the least to a minute at the most', () => {
  expect([
    delayAfter(1, 0),
    delayAfter(1, 1),
    delayAfter(3, 1),
    delayAfter(30, 0),
    delayAfter(30, 1),
  ]).toEqual([500, 1_000, 4_000, 30_000, 60_000]);
});
