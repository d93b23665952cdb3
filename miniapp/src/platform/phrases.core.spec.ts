import { expect, test } from '@jest/globals';
import { keptBy } from './phrases.core';

const tick = (): Promise<void> => new Promise(setImmediate);

test('each phrase is fetched once, a few at a time', async () => {
  const [asked, open] = [[] as string[], new Set<string>()];
  let most = 0;
  const kept = keptBy(async (name) => {
    asked.push(name);
    open.add(name);
    most = Math.max(most, open.size);
    await tick();
    open.delete(name);
    return `/kept/${name}`;
  });
  const names = ['a', 'b', 'a', 'c', 'd', 'e', 'f', 'b', 'g'];
  const sounds = await kept(names);
  expect(asked.toSorted()).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
  expect(names.map((name) => sounds.get(name))).toEqual(names.map((name) => `/kept/${name}`));
  expect(most).toBe(4);
});

test('one that is not to be had fails them all: half a sentence is not read', async () => {
  const kept = keptBy((name) =>
    name === 'b' ? Promise.reject(new Error('no network')) : Promise.resolve(name),
  );
  await expect(kept(['a', 'b', 'c'])).rejects.toThrow('no network');
});
