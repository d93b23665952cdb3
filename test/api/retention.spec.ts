import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseApi } from '@songtao/shared/api/case.js';
import { consentText, sessionApi } from '@songtao/shared/api/session.js';
import { addMonths, dayOf, startOfDay } from '@songtao/shared/calendar/calendar.js';
import { CaseStore } from '../../server/src/case/case.store.js';
import { ChainService } from '../../server/src/case/chain.service.js';
import { AuditChain } from '../../server/src/platform/audit.chain.js';
import { Database } from '../../server/src/platform/database.js';
import { newId } from '../../server/src/platform/ids.js';
import { specDatabases } from '../../server/src/platform/spec.databases.js';
import { Night } from '../../server/src/privacy/night.service.js';
import { Retention } from '../../server/src/privacy/retention.service.js';
import { Town } from '../support/town.js';
import { loadedOf } from '../support/truth.js';
import { Story } from './story.js';

const words = '去年冬天做了手术，还欠亲戚两万';
const START = '2026-11-23T01:05:00.000Z';
const DAY = dayOf(START);

describe.each(specDatabases)('what has been kept long enough, on %s', (_kind, make) => {
  let town: Town;
  let story: Story;
  let closed: string;
  let open: string;
  let photo: string;
  let theirs: string;

  beforeAll(async () => {
    town = await Town.open(make);
    story = new Story(town);
    photo = await story.photo('villager');
    theirs = await story.photo('neighbour');
    closed = (await story.report('villager', { kind: 'medical', words, photos: [photo] })).id;
    await story.act('grid', closed, 'accept');
    await story.act('villager', closed, 'withdraw', { reason: theirs });
    open = (await story.report('neighbour', { kind: 'housing', words })).id;
    await story.see('secretary', closed);
    await town.get(AuditChain).extend(Date.now() + 150_000);
  }, 60_000);
  afterAll(() => town.close());

  const sql = <T = Record<string, unknown>>(text: string, values: readonly unknown[] = []): Promise<T[]> =>
    town.get(Database).sources.writer.query(text, [...values]);
  const count = async (table: string, fits = '1 = 1'): Promise<number> =>
    Number((await sql<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table} WHERE ${fits}`))[0]?.n);
  const after = (months: number): void => town.at(startOfDay(addMonths(DAY, months)));
  const end = () => town.get(Retention).end();
  const broken = async () => [
    ...(await town.get(ChainService).check()).broken.map(({ id }) => id),
    await town.get(AuditChain).brokenAt(),
  ];

  it('is nothing on the next day: not a word is missing', async () => {
    const before = [await count('case_action'), await count('inbox_message'), await count('audit_event')];
    after(1);
    await end();
    expect([await count('case_action'), await count('inbox_message'), await count('audit_event')]).toEqual(
      before,
    );
    expect((await loadedOf(town, closed)).rows[0]?.form['words']).toBe(words);
  });

  it('ends table by table, each after its own months', async () => {
    town.at(START);
    const villager = await town.as('villager');
    const request = { requestId: newId(), version: consentText.version, given: true };
    await villager.call(sessionApi.consent, request);
    await sql(`UPDATE outbox_message SET state = 'sent'`);
    after(7);
    await end();
    expect([await count('outbox_message'), (await count('inbox_message')) > 0]).toEqual([0, true]);
    after(14);
    await end();
    expect(await count('session')).toBe(0);
    expect(await count('write_request', 'answer IS NOT NULL')).toBe(0);
    expect(await count('write_request')).toBeGreaterThan(3);
    // A phone that lay in a drawer sends it again: it was done, and is not done twice.
    expect((await (await town.as('villager')).try(sessionApi.consent, request)).error?.code).toBe('gone');
    after(25);
    await end();
    expect(await count('inbox_message')).toBe(0);
    expect((await loadedOf(town, closed)).rows[0]?.form['words']).toBe(words);
  });

  it('takes whole links out of the audit log, and the chain holds', async () => {
    expect(await broken()).toEqual([null]);
    const links = await count('audit_head');
    after(37);
    await end();
    expect([await count('audit_head'), await count('audit_head', 'erased_at IS NULL')]).toEqual([links, 0]);
    expect(await count('audit_event', `what = 'case.seen'`)).toBe(0);
    expect(await broken()).toEqual([null]);
  });

  it('takes the people out of a closed case and leaves its steps; one that is open stays whole', async () => {
    after(121);
    expect(await town.get(Retention).end()).toBeGreaterThan(0);
    const { head, rows, parties } = await loadedOf(town, closed);
    expect(rows.map(({ action, form }) => [action, form])).toEqual([
      ['report', {}],
      ['accept', {}],
      ['withdraw', {}],
    ]);
    expect([head.subjectName, head.subjectPhone, head.household, parties]).toEqual(['', null, null, []]);
    expect(await count('stored_file', `id = '${photo}'`)).toBe(0);
    // Its id stood in a text of the case: that makes it no file of the case.
    expect(await count('stored_file', `id = '${theirs}'`)).toBe(1);
    expect(await count('case_task', `case_id = '${closed}'`)).toBe(0);
    const secretary = await town.as('secretary');
    expect((await secretary.try(caseApi.get, { id: closed })).status).toBe(404);
    const { items } = await secretary.call(caseApi.list, { worklist: 'all', limit: 100 });
    expect(items.map(({ id }) => id)).toEqual([open]);
    expect((await loadedOf(town, open)).rows[0]?.form['words']).toBe(words);
    expect(await count('audit_event', `what = 'case.erased'`)).toBe(1);
    expect(await broken()).toEqual([null]);
    expect(await end()).toBe(0);
  });

  it('cannot be played by whoever has the database alone', async () => {
    const db = town.get(Database).read();
    const mark = `(SELECT envelope FROM (SELECT envelope FROM case_action WHERE case_id = '${closed}' AND seq = 1) m)`;
    for (const forged of [mark, `'erased.'`, `''`]) {
      const [row] = await sql(`SELECT envelope FROM case_action WHERE case_id = '${open}' AND seq = 1`);
      await sql(`UPDATE case_action SET envelope = ${forged} WHERE case_id = '${open}' AND seq = 1`);
      await expect(town.get(CaseStore).brokenAt(db, open)).rejects.toThrow();
      await sql(`UPDATE case_action SET envelope = ? WHERE case_id = '${open}' AND seq = 1`, [
        row?.['envelope'],
      ]);
    }
    expect(await broken()).toEqual([null]);
  });

  it('ends in the night, once for however many replicas', async () => {
    town.at('2037-01-05T19:00:00.000Z');
    const night = town.get(Night) as unknown as { round(): Promise<void> };
    await Promise.all([night.round(), night.round()]);
    const jobs = await sql<{ job: string; day: string }>('SELECT job, day FROM night_job ORDER BY job');
    expect(jobs).toMatchObject([{ job: 'histories' }, { job: 'retention', day: '2037-01-06' }]);
  });
});
