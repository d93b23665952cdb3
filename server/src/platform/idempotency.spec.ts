import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readConfig } from '../config/config.js';
import { Audit } from './audit.js';
import { Clock } from './clock.js';
import { Crypto } from './crypto.js';
import { Database } from './database.js';
import { WriteRequestRow } from './idempotency.row.js';
import { Writes } from './idempotency.js';
import { newId } from './ids.js';
import { Log } from './logger.js';
import { migrateUp } from './migrator.js';
import { platformTables } from './platform.migration.js';
import { withRequestId } from './request.js';
import { rows } from './rows.js';
import { specDatabases, type SpecDatabase } from './spec.databases.js';

describe.each(specDatabases)('what every write stands on, on %s', (_kind, make) => {
  let spec: SpecDatabase;
  let database: Database;
  let writes: Writes;
  let audit: Audit;
  let clock: Clock;

  beforeAll(async () => {
    spec = await make();
    const config = readConfig({ ...spec.env, DEMO: '1' });
    database = await Database.connect(config, { rows, migrations: [platformTables] }, new Log('silent'));
    await migrateUp(database);
    clock = new Clock(config, database);
    const crypto = new Crypto(config);
    writes = new Writes(crypto, clock);
    audit = new Audit(crypto, clock);
  });

  afterAll(async () => {
    await database.onApplicationShutdown();
    await spec.drop();
  });

  const send = (actor: string, requestId: string, body: unknown, work: () => Promise<unknown>) =>
    database.write((tx) => writes.once(tx, { actor, requestId, body }, work));

  it('does what 50 send at once one time, and answers all alike', async () => {
    const requestId = newId();
    let done = 0;
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        send('villager', requestId, { words: '同一件' }, async () => ({ number: `n${(done += 1)}`, by: i })),
      ),
    );
    const kept = await database
      .read()
      .count(WriteRequestRow, (q) => q.where('r.requestId = :requestId', { requestId }));
    expect(kept).toBe(1);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it('refuses another body under the same id, and knows no order of keys', async () => {
    const id = newId();
    await send('p', id, { a: 1, b: 2 }, async () => 'first');
    expect(await send('p', id, { b: 2, a: 1 }, async () => 'second')).toBe('first');
    await expect(send('p', id, { a: 1, b: 3 }, async () => 'third')).rejects.toMatchObject({
      code: 'keyReused',
    });
  });

  it('gives nobody the answer of somebody else', async () => {
    const id = newId();
    await send('p1', id, {}, async () => 'for p1');
    expect(await send('p2', id, {}, async () => 'for p2')).toBe('for p2');
  });

  it('keeps no refusal: the same may succeed later', async () => {
    const id = newId();
    const refused = send('p', id, {}, () => Promise.reject(new Error('not yet')));
    await expect(refused).rejects.toThrow('not yet');
    expect(await send('p', id, {}, async () => 'now')).toBe('now');
  });

  it('keeps answers sealed', async () => {
    const id = newId();
    await send('p', id, {}, async () => ({ story: 'canary-13800000000' }));
    const row = await database
      .read()
      .first(WriteRequestRow, ['answer'], (q) => q.where('r.requestId = :id', { id }));
    expect(row?.answer).toMatch(/^v1\.dev\./);
  });

  it('writes the audit in the transaction that it tells of, with the id of the request', async () => {
    const object = { kind: 'member', id: newId() };
    const event = {
      actor: 'cadre',
      role: 'villageCadre',
      what: 'phone.revealed',
      object,
      reason: '要打电话',
    };
    await withRequestId('req-1', () => database.write((tx) => audit.record(tx, event)));
    const lost = database.write(async (tx) => {
      await audit.record(tx, { ...event, reason: null });
      throw new Error('rolled back');
    });
    await expect(lost).rejects.toThrow('rolled back');
    const kept = await audit.about(database.read(), object, 10);
    expect(kept).toEqual([{ ...event, at: expect.stringMatching(/Z$/) }]);
    const raw = await database.sources.reader.query<{ reason: string; request_id: string }[]>(
      'SELECT reason, request_id FROM audit_event',
    );
    expect(raw).toEqual([{ reason: expect.stringMatching(/^v1\./), request_id: 'req-1' }]);
  });

  it('moves the clock of the demo for good, and no other', async () => {
    const before = Date.now();
    await clock.moveOn(24 * 60);
    expect(clock.now().getTime() - before).toBeGreaterThanOrEqual(86_400_000);
    const restarted = new Clock({ demo: true }, database);
    await restarted.onModuleInit();
    expect(restarted.now().getTime() - before).toBeGreaterThanOrEqual(86_400_000);
    const real = new Clock({ demo: false }, database);
    await real.onModuleInit();
    expect(Math.abs(real.now().getTime() - Date.now())).toBeLessThan(1_000);
    await expect(real.moveOn(1)).rejects.toMatchObject({ code: 'notFound' });
  });
});
