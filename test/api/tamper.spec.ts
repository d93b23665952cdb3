import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ChainService } from '../../server/src/case/chain.service.js';
import { AuditChain } from '../../server/src/platform/audit.chain.js';
import { Database } from '../../server/src/platform/database.js';
import { specDatabases } from '../../server/src/platform/spec.databases.js';
import { Night } from '../../server/src/privacy/night.service.js';
import { beStill } from '../support/savepoints.js';
import { Town } from '../support/town.js';
import { Story } from './story.js';

type Values = Record<string, unknown>;

/** Two minutes later: everything that was written is settled. */
const later = (): number => Date.now() + 150_000;

describe.each(specDatabases)(
  'what was written down and is changed behind the back of the house, on %s',
  (_kind, make) => {
    let town: Town;
    let story: Story;
    const cases: string[] = [];

    beforeAll(async () => {
      town = await Town.open(make);
      // Whom the house cannot reach gets a step of his own in the history: here only what the test does is written.
      await beStill(town);
      story = new Story(town);
      for (const kind of ['medical', 'housing', 'water'] as const) {
        const { id } = await story.report('villager', { kind });
        await story.act('grid', id, 'accept');
        await story.act('grid', id, 'contacted', { how: 'phone', note: '说上了' });
        cases.push(id);
      }
      await story.see('secretary', cases[0] ?? '');
    }, 60_000);
    afterAll(() => town.close());

    const sql = <T = Values>(text: string, values: readonly unknown[] = []): Promise<T[]> =>
      town.get(Database).sources.writer.query(text, [...values]);
    const check = async () =>
      (await town.get(ChainService).check()).broken.map(({ id, words }) => [id, words]);
    const chain = () => town.get(AuditChain);

    /** Does harm to a table, looks, and puts it back as it was. */
    async function harm<T>(table: string, by: () => Promise<unknown>, look: () => Promise<T>): Promise<T> {
      const before = await sql(`SELECT * FROM ${table}`);
      await by();
      const found = await look();
      await sql(`DELETE FROM ${table}`);
      const names = Object.keys(before[0] ?? {});
      const marks = before.map(() => `(${names.map(() => '?').join(', ')})`).join(', ');
      const values = before.flatMap((row) => Object.values(row));
      await sql(`INSERT INTO ${table} (${names.join(', ')}) VALUES ${marks}`, values);
      return found;
    }

    describe('in the history of a case', () => {
      const first = () => cases[0] ?? '';
      const at = (seq: number, id = first()) => `case_id = '${id}' AND seq = ${seq}`;
      const put = (seq: number, set: string) => sql(`UPDATE case_action SET ${set} WHERE ${at(seq)}`);
      const drop = (seq: number) => sql(`DELETE FROM case_action WHERE ${at(seq)}`);
      const setBack = (seq: number) => sql(`UPDATE case_record SET seq = ${seq} WHERE id = '${first()}'`);

      it('is nothing where nobody did anything', async () => {
        expect(await town.get(ChainService).check()).toEqual({ cases: 3, broken: [] });
        await story.act('villager', first(), 'markUrgent', { what: '病重了' });
        expect(await check()).toEqual([]);
      });

      const harms: [string, () => Promise<unknown>, number][] = [
        ['another actor', () => put(2, `actor = 'somebody'`), 2],
        ['another action', () => put(3, `action = 'solve'`), 3],
        ['another decision', () => put(2, `decided = '{"definition":1}'`), 2],
        ['another moment', () => put(1, `at = '2026-11-20 00:00:00.000'`), 1],
        ['a row taken out', () => drop(2), 3],
        ['the first row taken out', () => drop(1), 2],
        [
          'the words of another case',
          async () => {
            const [row] = await sql(`SELECT envelope FROM case_action WHERE ${at(1, cases[1])}`);
            await sql(`UPDATE case_action SET envelope = ? WHERE ${at(1)}`, [row?.['envelope']]);
          },
          0,
        ],
        [
          'two rows exchanged',
          async () => {
            await put(2, 'seq = 99');
            await put(3, 'seq = 2');
            await put(99, 'seq = 3');
          },
          0,
        ],
        ['the end cut off', () => drop(4), 4],
        ['the end cut off and the case set back to fit', () => drop(4).then(() => setBack(3)), 4],
      ];

      it.each(harms)('is found: %s', async (_what, by, seq) => {
        const found = await harm('case_action', by, check);
        await setBack(4);
        expect(found).toEqual([[first(), expect.stringMatching(new RegExp(`第${seq}步$`))]]);
        expect(await check()).toEqual([]);
      });

      it('is found when what was kept of the last look is changed to fit', async () => {
        const cut = () => drop(4).then(() => setBack(3));
        const forget = () => sql(`DELETE FROM case_head WHERE case_id = '${first()}'`);
        const found = await harm('case_head', forget, () => harm('case_action', cut, check));
        await setBack(4);
        expect(found).toEqual([['case_head', '上次核对的底账被改过']]);
        // What this test put back is, to the house, one more change.
        expect(await check()).toEqual(found);
        expect(await check()).toEqual([]);
      });
    });

    describe('in the audit log', () => {
      const broken = () => chain().brokenAt();
      const events = () => sql<{ id: string }>('SELECT id FROM audit_event ORDER BY id');

      beforeAll(async () => {
        await chain().extend(later());
        await story.see('town', cases[1] ?? '');
        await chain().extend(later());
        await story.see('town-leader', cases[1] ?? '');
        await chain().extend(later());
      });

      it('is nothing where nobody did anything; two replicas that extend it at once make one chain', async () => {
        const seen = (await chain().last())?.seq ?? 0;
        expect(seen).toBeGreaterThan(2);
        await story.see('stationed', cases[1] ?? '');
        await Promise.all([chain().extend(later()), chain().extend(later()), chain().extend(later())]);
        expect((await chain().last())?.seq).toBe(seen + 1);
        expect(await broken()).toBeNull();
        expect(await chain().extend(later())).toBe(0);
      });

      it('takes what has not settled yet into a later link', async () => {
        await story.see('village', cases[1] ?? '');
        expect(await chain().extend()).toBe(0);
        expect(await chain().extend(later())).toBe(1);
      });

      it.each(['actor', 'role', 'what', 'object_kind', 'object_id', 'request_id', 'id'])(
        'is found: another %s',
        async (column) => {
          const all = await events();
          const { id } = all[column.length % all.length] ?? { id: '' };
          const by = () => sql(`UPDATE audit_event SET ${column} = 'another' WHERE id = ?`, [id]);
          expect(await harm('audit_event', by, broken)).not.toBeNull();
          expect(await broken()).toBeNull();
        },
      );

      it('is found: a row taken out, put in, exchanged', async () => {
        const [one, two] = await events();
        const drop = () => sql('DELETE FROM audit_event WHERE id = ?', [two?.id]);
        expect(await harm('audit_event', drop, broken)).toBe(1);
        const add = () =>
          sql(
            `INSERT INTO audit_event (id, at, actor, role, what, object_kind, object_id) VALUES ('${one?.id.slice(0, -1)}z', '2026-11-23 01:05:00.000', 'x', 'x', 'x', 'x', 'x')`,
          );
        expect(await harm('audit_event', add, broken)).toBe(1);
        const exchange = async () => {
          await sql(`UPDATE audit_event SET id = 'x' WHERE id = ?`, [one?.id]);
          await sql('UPDATE audit_event SET id = ? WHERE id = ?', [one?.id, two?.id]);
          await sql(`UPDATE audit_event SET id = ? WHERE id = 'x'`, [two?.id]);
        };
        expect(await harm('audit_event', exchange, broken)).toBe(1);
      });

      it('is found: a link changed, taken out, or all of it cut off behind a head that was kept elsewhere', async () => {
        const head = await chain().last();
        const change = () => sql(`UPDATE audit_head SET hash = 'x' WHERE seq = 2`);
        expect(await harm('audit_head', change, broken)).toBe(2);
        const drop = () => sql('DELETE FROM audit_head WHERE seq = 2');
        expect(await harm('audit_head', drop, broken)).toBe(2);
        const cut = async () => {
          const [before] = await sql(`SELECT up_to FROM audit_head WHERE seq = ${(head?.seq ?? 0) - 1}`);
          await sql('DELETE FROM audit_event WHERE id > ?', [before?.['up_to']]);
          await sql(`DELETE FROM audit_head WHERE seq = ${head?.seq}`);
        };
        const look = async () => [await broken(), await chain().brokenAt(head)];
        const found = await harm(
          'audit_head',
          async () => undefined,
          () => harm('audit_event', cut, look),
        );
        expect(found).toEqual([null, head?.seq]);
      });
    });

    describe('is looked for at night', () => {
      const night = () => town.get(Night).tick();
      const told = async (persona: 'admin' | 'town-leader' | 'grid') =>
        (await story.inbox(persona)).filter(({ title }) => title === '有记录被人改过');
      const jobs = () =>
        sql<{ job: string; day: string; done: number; remaining: number }>('SELECT * FROM night_job');

      it('not by day', async () => {
        await night();
        expect(await jobs()).toEqual([]);
      });

      it('once a night, and told to whoever keeps the server and to the leader of the town', async () => {
        town.at('2026-11-23T18:30:00.000Z');
        const by = () => sql(`UPDATE case_action SET actor = 'x' WHERE case_id = '${cases[2]}' AND seq = 1`);
        await harm('case_action', by, async () => {
          await night();
          await night();
        });
        const [histories] = await jobs();
        expect(histories).toMatchObject({ job: 'histories', day: '2026-11-24', done: 3, remaining: 1 });
        for (const persona of ['admin', 'town-leader'] as const) {
          const [message, ...more] = await told(persona);
          expect(more).toEqual([]);
          expect(message).toMatchObject({ urgent: true, waiting: true });
          expect(message?.body).toMatch(/^1123 \d{3} 第1步。先别动，马上报区里。$/);
        }
        expect(await told('grid')).toEqual([]);
      });
    });
  },
);
