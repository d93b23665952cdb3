import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { caseApi } from '@songtao/shared/api/case.js';
import { householdApi, messageApi } from '@songtao/shared/api/registry.js';
import { sessionApi } from '@songtao/shared/api/session.js';
import { AuditChain } from '../../server/src/platform/audit.chain.js';
import { Database } from '../../server/src/platform/database.js';
import { newId } from '../../server/src/platform/ids.js';
import { SealedStore } from '../../server/src/platform/sealed.store.js';
import { specDatabases } from '../../server/src/platform/spec.databases.js';
import { Keys } from '../../server/src/privacy/keys.service.js';
import { Town } from '../support/town.js';
import { everyCase, faultsOf } from '../support/truth.js';
import { Story } from './story.js';

const key = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;
const [a, b, otherA] = [key('a'), key('b'), key('a')];
const kinds = ['medical', 'housing', 'water', 'school', 'work'] as const;

describe.each(specDatabases)('a new key, on %s', (_kind, make) => {
  let town: Town;
  let story: Story;

  beforeAll(async () => {
    town = await Town.open(make, { env: { FIELD_KEYS: a } });
    story = new Story(town);
    for (const kind of kinds) {
      const { id } = await story.report('villager', { kind });
      await story.act('grid', id, 'accept');
      await story.act('grid', id, 'contacted', { how: 'phone', note: '说上了' });
    }
    await reveal();
    await town.get(AuditChain).extend(Date.now() + 150_000);
  }, 60_000);
  afterEach(() => void jest.restoreAllMocks());
  afterAll(() => town.close());

  async function reveal(): Promise<string | null> {
    const ask = { id: town.home('王秀英').id, field: 'phone' as const, reason: '约时间上门' };
    const { value } = await (
      await story.as('grid')
    ).call(householdApi.reveal, { ...ask, requestId: newId() });
    return value;
  }

  /** How many values are sealed under another key than this one. */
  async function left(id: string): Promise<number> {
    const sealed = town.get(SealedStore);
    const counts = await Promise.all(sealed.columns().map((column) => sealed.countStale(column, id)));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  const refusal = (fieldKeys: string, more: Record<string, string> = {}) =>
    town.restart({ FIELD_KEYS: fieldKeys, ...more }).then(
      () => 'it started',
      (error: unknown) => String(error),
    );

  it('is refused in place of the old one, with a sentence and no key', async () => {
    const words = await refusal(otherA);
    expect(words).toContain('FIELD_KEYS 里编号 a 的密钥不是原来那把');
    expect(words).not.toContain(otherA.slice(2));
    expect(await refusal(b)).toContain('FIELD_KEYS 里编号 a 的密钥还有东西是用它封的');
    const index = randomBytes(32).toString('base64');
    expect(await refusal(a, { INDEX_KEY: index })).toContain('INDEX_KEY 不是原来那把');
  });

  it('seals what is written from now on, while the old one still opens', async () => {
    await town.restart({ FIELD_KEYS: `${b},${a}` });
    const before = await left('b');
    expect(before).toBeGreaterThan(300);
    await story.report('villager', { kind: 'family' });
    expect(await left('b')).toBe(before);
    expect(await reveal()).toBe('13800002146');
  });

  it('is cut off half-way, and goes on where it was, with people reading and writing all the time', async () => {
    const before = await left('b');
    const database = town.get(Database);
    const write = database.write.bind(database);
    let batches = 0;
    const dies = jest.spyOn(database, 'write').mockImplementation((work) => {
      batches += 1;
      return batches > 3 ? Promise.reject(new Error('killed')) : write(work);
    });
    await expect(town.get(Keys).rotate()).rejects.toThrow('killed');
    dies.mockRestore();
    const halfway = await left('b');
    expect(halfway).toBeLessThan(before);
    expect(halfway).toBeGreaterThan(0);
    await town.restart({ FIELD_KEYS: `${b},${a}` });

    let isOver = false;
    const reading = busy(() => isOver);
    const result = await town.get(Keys).rotate();
    isOver = true;
    expect(result).toEqual({ done: halfway, remaining: 0 });
    expect(await reading).toBeGreaterThan(3);
    expect(await left('b')).toBe(0);
  }, 60_000);

  /** A villager and a cadre who do what they do; answers how often. A failed call fails the test. */
  async function busy(isOver: () => boolean): Promise<number> {
    const [villager, grid] = [await story.as('villager'), await story.as('grid')];
    let rounds = 0;
    while (!isOver()) {
      const { items } = await villager.call(caseApi.list, { worklist: 'mine', limit: 100 });
      const open = items[rounds % items.length]?.id ?? '';
      expect((await villager.call(caseApi.get, { id: open })).story?.words).toMatch(/两万多/);
      await villager.call(messageApi.list, {});
      await grid.call(householdApi.get, { id: town.home('王秀英').id });
      await story.act('grid', open, 'contacted', { how: 'notReached' });
      rounds += 1;
    }
    return rounds;
  }

  it('then stands alone: the old one is taken out, and everything opens', async () => {
    await town.restart({ FIELD_KEYS: b });
    for (const id of await everyCase(town)) {
      expect(await faultsOf(town, id)).toEqual([]);
      expect((await story.see('villager', id)).story?.words).toMatch(/两万多/);
    }
    expect(await reveal()).toBe('13800002146');
    expect((await (await story.as('villager')).call(sessionApi.looks, {})).items.length).toBeGreaterThan(1);
    expect((await story.inbox('grid')).length).toBeGreaterThan(3);
    expect(await town.get(AuditChain).brokenAt()).toBeNull();
    // The old id is free again: what was sealed under it is gone.
    await town.restart({ FIELD_KEYS: `${b},${otherA}` });
  });
});
