import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { caseApi, meetingApi } from '@songtao/shared/api/case.js';
import { noticeApi } from '@songtao/shared/api/notice.js';
import { householdApi } from '@songtao/shared/api/registry.js';
import { worklistKeys } from '@songtao/shared/worklist/worklist.js';
import { newId } from '../../server/src/platform/ids.js';
import { Log } from '../../server/src/platform/logger.js';
import { specDatabases } from '../../server/src/platform/spec.databases.js';
import { Drawing, drawnActor, drawnCases } from '../support/drawn.js';
import { Matrix } from '../support/matrix.js';
import type { Actor } from '../support/people.js';
import { Town, type Reply } from '../support/town.js';

const RUNS = 15;

describe('anybody at all', () => {
  let town: Town;
  let matrix: Matrix;
  let cases: readonly { readonly name: string; readonly id: string; readonly household: string | null }[];

  beforeAll(async () => {
    town = await Town.open(specDatabases[0]![1], { log: new Log('silent') });
    matrix = await Matrix.plant(town);
    cases = [...matrix.planted.cases].map(
      ([
        name,
        {
          loaded: { head },
        },
      ]) => ({ name, id: head.id, household: head.household }),
    );
  }, 300_000);
  afterAll(() => town.close());

  const namesOf = (ids: readonly string[]): string[] =>
    cases.filter(({ id }) => ids.includes(id)).map(({ name }) => name);

  /** The cases for which a call is not answered as if there were none. */
  const found = async (call: (id: string) => Promise<Reply<unknown>>): Promise<string[]> => {
    const known: string[] = [];
    for (const { id, name } of cases) {
      const { status, error } = await call(id);
      if (status >= 500) throw new Error(`${name}: ${status}`);
      if (error?.code !== 'notFound') known.push(name);
    }
    return known;
  };

  const listed = async ({ client }: Actor, query: object): Promise<string[]> => {
    const { items } = await client.call(caseApi.list, { limit: 100, ...query });
    return namesOf(items.map(({ id }) => id));
  };

  it('sees a case everywhere or nowhere: page, lists, search, today, acts, links, households, notices', async () => {
    const drawing = new Drawing(matrix.people, matrix.planted);
    await fc.assert(
      fc.asyncProperty(drawnActor, drawnCases(cases.length), (drawn, placed) =>
        matrix.takingBack(async () => {
          const actor = await drawing.actor(drawn);
          const open = [...(await drawing.place(placed, actor))];
          await seesOnly(actor, open);
          if (drawn.posts.length > 0) await worksOnOnly(actor, open);
        }),
      ),
      // Every run asks the house a few hundred times: the first that fails tells enough.
      { numRuns: RUNS, endOnFailure: true },
    );
  }, 600_000);

  async function seesOnly(actor: Actor, open: readonly string[]): Promise<void> {
    const { client } = actor;
    expect(await found((id) => client.try(caseApi.get, { id }))).toEqual(open);
    expect(await listed(actor, { worklist: 'all' })).toEqual(open);
    const { items: named } = await client.call(caseApi.search, { q: '暗号', limit: 100 });
    expect(namesOf(named.map(({ id }) => id))).toEqual(
      open.filter((name) => matrix.planted.case(name).loaded.head.subjectName.includes('暗号')),
    );
    for (const worklist of worklistKeys)
      expect(open).toEqual(expect.arrayContaining(await listed(actor, { worklist })));
    const seen = { action: 'seen', version: 0, form: {} };
    expect(await found((id) => client.try(caseApi.act, { ...seen, id, requestId: newId() }))).toEqual(open);
    await linksOpen(actor, open);
  }

  /** A photo opens by the link on a page that shows it, and by no link that somebody made up from it. */
  async function linksOpen({ client }: Actor, open: readonly string[]): Promise<void> {
    for (const name of open) {
      const { story } = await client.call(caseApi.get, { id: matrix.planted.case(name).loaded.head.id });
      for (const { url } of story?.photos ?? []) {
        const link = new URL(url ?? '', town.url);
        expect((await fetch(link)).status).toBe(200);
        link.pathname = `/api/files/${matrix.planted.files.get('away')?.id ?? ''}`;
        if (name !== 'away') expect((await fetch(link)).status).toBe(404);
      }
    }
  }

  async function worksOnOnly(actor: Actor, open: readonly string[]): Promise<void> {
    const { client, scope } = actor;
    const { items: tasks } = await client.call(caseApi.today, {});
    expect(open).toEqual(expect.arrayContaining(namesOf(tasks.map(({ caseId }) => caseId))));
    expect(await found((id) => client.try(caseApi.colleagues, { id }))).toEqual(open);
    expect(open).toEqual(
      expect.arrayContaining(await found((id) => client.try(meetingApi.list, { case: id }))),
    );
    const [first = ''] = open;
    const into = matrix.planted.cases.get(first)?.loaded.head.id ?? newId();
    const joined = await found((id) =>
      client.try(caseApi.join, { id, into, requestId: newId(), version: 0 }),
    );
    expect(joined).toEqual(open);
    const batch = await client.call(caseApi.batch, {
      action: 'seen',
      items: cases.map(({ id }) => ({ id, requestId: newId(), version: 0 })),
    });
    expect(namesOf(batch.items.filter(({ code }) => code !== 'notFound').map(({ id }) => id))).toEqual(open);
    if (scope.grants.some(({ role }) => role === 'villageCadre' || role === 'villageSecretary'))
      expect(await found((id) => client.try(noticeApi.preview, { cases: [id] }))).toEqual(open);
    await householdsAgree(actor, open);
  }

  /** A household's file names those of its cases that open, and the search counts them. */
  async function householdsAgree({ client }: Actor, open: readonly string[]): Promise<void> {
    const { items } = await client.call(householdApi.search, { q: '暗号', limit: 100 });
    const counted = new Map(items.map(({ id, openCases }) => [id, openCases]));
    for (const { id } of matrix.people.houses.values()) {
      const { status, body } = await client.try(householdApi.get, { id });
      const own = cases.filter(({ household, name }) => household === id && open.includes(name));
      if (status === 200)
        expect(namesOf(body.cases.map((each) => each.id)).toSorted()).toEqual(
          own.map(({ name }) => name).toSorted(),
        );
      else expect([status, counted.has(id)]).toEqual([404, false]);
      if (counted.has(id)) expect(counted.get(id)).toBe(own.length);
    }
  }
});
