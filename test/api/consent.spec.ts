import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseApi } from '@songtao/shared/api/case.js';
import { consentText, sessionApi } from '@songtao/shared/api/session.js';
import { newId } from '../../server/src/platform/ids.js';
import { specDatabases } from '../../server/src/platform/spec.databases.js';
import { Town, type Client } from '../support/town.js';
import { everyCase } from '../support/truth.js';

const filing = (form: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
  id: newId(),
  requestId: newId(),
  category: 'hardship' as const,
  form: { kind: 'medical', channel: 'self', words: '住院花了两万多。', ...form },
  ...more,
});

const takenBack = (client: Client) =>
  client.call(sessionApi.consent, { requestId: newId(), version: consentText.version, given: false });

describe('a villager’s own words', () => {
  let town: Town;
  let villager: Client;

  beforeAll(async () => {
    town = await Town.open(specDatabases[0]![1]);
    villager = await town.as('villager');
  }, 60_000);
  afterAll(() => town.close());

  it.each(['self', 'proxy', 'visitRequest', 'paper'])(
    'are not kept without a consent, by whatever way they say to come: %s',
    async (channel) => {
      const subject = channel === 'proxy' ? { name: '陈大娘', group: 3 } : undefined;
      const more = subject ? { relation: '邻居' } : {};
      const reply = await villager.try(caseApi.create, filing({ channel, ...more }, { subject }));
      expect([reply.status, reply.error]).toMatchObject([
        422,
        { code: 'blocked', message: '先在“我的”里点同意，再发一次', details: { guard: 'consent' } },
      ]);
      expect(await everyCase(town)).toEqual([]);
    },
  );

  it('are kept for whoever was asked at the door, and what a phone adds to that needs its own yes', async () => {
    const grid = await town.as('grid');
    const about = { subject: { household: town.home('王秀英').id } };
    const { id } = await grid.call(caseApi.create, filing({ channel: 'cadre' }, about));
    const joining = filing({ words: '我也说一声。' });
    expect((await villager.try(caseApi.create, joining)).error?.details).toEqual({ guard: 'consent' });
    await villager.consent();
    expect(await villager.call(caseApi.create, joining)).toMatchObject({ id, joined: true });
  });

  it('are taken once, and the answer stands when the consent has gone', async () => {
    const first = filing({ kind: 'water' });
    const receipt = await villager.call(caseApi.create, first);
    await takenBack(villager);
    expect(await villager.call(caseApi.create, first)).toEqual(receipt);
    expect((await villager.try(caseApi.create, filing({ kind: 'work' }))).error?.code).toBe('blocked');
  });

  it('ask nothing of whoever objects, asks or complains', async () => {
    const complaint = { about: 'complaint', words: '没人回话。' };
    const more = { category: 'appeal' as const, form: complaint };
    expect((await villager.try(caseApi.create, { ...filing({}), ...more })).status).toBe(200);
  });
});
