import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { QuotaStore, type QuotaAnswer } from '../../server/src/wechat/quota.store.js';
import { databases, type TestDatabase } from './databases.js';

const at = '2026-11-23T07:00:00.000Z';
const key = { person: '0193a1b2-0000-7000-8000-00000000000a', template: 'villager' };

describe.each(databases)('the quota of cards on %s', (_name, open) => {
  let held: TestDatabase;
  let store: QuotaStore;
  let events: number;

  beforeEach(async () => {
    held = await open();
    store = new QuotaStore(held.database);
    events = 0;
  });

  afterEach(() => held.close());

  const answer = (more: Partial<QuotaAnswer> = {}): Promise<boolean> => {
    events += 1;
    const said: QuotaAnswer = { ...key, answer: 'accept', eventId: `e${events}`, at, ...more };
    return held.database.write((tx) => store.answered(tx, said));
  };
  const spent = () => held.database.write((tx) => store.spent(tx, key, at));
  const exhausted = () => held.database.write((tx) => store.exhausted(tx, key, at));

  it('starts at nothing', async () => {
    expect(await store.getQuota(key)).toEqual({ credits: 0, refused: false });
  });

  it('grows by one with each yes and shrinks by one with each card, never below nothing', async () => {
    await answer();
    await answer();
    await spent();
    expect(await store.getQuota(key)).toEqual({ credits: 1, refused: false });
    await spent();
    await spent();
    expect(await store.getQuota(key)).toEqual({ credits: 0, refused: false });
  });

  it('counts an event once, however often and however much at once it comes', async () => {
    const results = await Promise.all(Array.from({ length: 10 }, () => answer({ eventId: 'same' })));
    expect(results.filter(Boolean)).toHaveLength(1);
    expect(await store.getQuota(key)).toEqual({ credits: 1, refused: false });
  });

  it('counts one tap for each of its templates, and all of many taps at once', async () => {
    await answer({ eventId: 'tap' });
    await answer({ eventId: 'tap', template: 'other' });
    expect(await store.getQuota({ ...key, template: 'other' })).toEqual({ credits: 1, refused: false });
    await Promise.all(Array.from({ length: 10 }, () => answer()));
    expect(await store.getQuota(key)).toEqual({ credits: 11, refused: false });
  });

  it('is nothing after WeChat said so, and grows again', async () => {
    await answer();
    await answer();
    await exhausted();
    expect(await store.getQuota(key)).toEqual({ credits: 0, refused: false });
    await answer();
    expect(await store.getQuota(key)).toEqual({ credits: 1, refused: false });
  });

  it('remembers a no, keeps what was allowed before it, and forgets it with the next yes', async () => {
    await answer();
    await answer({ answer: 'reject' });
    expect(await store.getQuota(key)).toEqual({ credits: 1, refused: true });
    await answer();
    expect(await store.getQuota(key)).toEqual({ credits: 2, refused: false });
  });

  it('loses everything when the cards are turned off; an old turning off that comes again takes nothing', async () => {
    await answer();
    await answer({ answer: 'turnedOff', eventId: 'off' });
    expect(await store.getQuota(key)).toEqual({ credits: 0, refused: true });
    await answer();
    expect(await answer({ answer: 'turnedOff', eventId: 'off' })).toBe(false);
    expect(await store.getQuota(key)).toEqual({ credits: 1, refused: false });
  });

  it('keeps people and templates apart', async () => {
    await answer();
    const other = { ...key, person: '0193a1b2-0000-7000-8000-00000000000b' };
    expect(await store.getQuota(other)).toEqual({ credits: 0, refused: false });
    expect(await store.getQuota({ ...key, template: 'staff' })).toEqual({ credits: 0, refused: false });
  });
});
