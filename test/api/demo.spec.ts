import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reaches } from '@songtao/shared/access/scope.js';
import { caseApi } from '@songtao/shared/api/case.js';
import { householdApi } from '@songtao/shared/api/registry.js';
import { workflowOf } from '@songtao/shared/category/registry.js';
import type { LoadedCase } from '../../server/src/case/case.model.js';
import { CasesSeed } from '../../server/src/demo/cases.seed.js';
import { RosterService } from '../../server/src/identity/roster.service.js';
import { ScopeService } from '../../server/src/identity/scope.service.js';
import { specDatabases } from '../../server/src/platform/spec.databases.js';
import { Town } from '../support/town.js';
import { everyCase, faultsOf, loadedOf } from '../support/truth.js';
import { Story } from './story.js';

interface Page {
  readonly items: readonly { readonly id: string }[];
  readonly next: string | null;
}

async function idsOf(page: (after: string | undefined) => Promise<Page>): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | null | undefined; after !== null;) {
    const { items, next } = await page(after);
    ids.push(...items.map(({ id }) => id));
    after = next;
  }
  return ids;
}

// The demo lives on SQLite, and what MariaDB does with cases is told in the other stories.
describe.each(specDatabases.slice(0, 1))('the demo’s town, on %s', (_kind, make) => {
  let town: Town;
  let story: Story;
  let all: LoadedCase[];

  beforeAll(async () => {
    town = await Town.open(make);
    story = new Story(town);
    await town.get(CasesSeed).plant(town.homes, () => undefined);
    all = await Promise.all((await everyCase(town)).map((id) => loadedOf(town, id)));
  }, 180_000);
  afterAll(() => town.close());

  /** Open tasks that nobody living could do, by case and key. */
  async function orphans(): Promise<string[]> {
    const tasks = all.flatMap((loaded) => loaded.state.tasks.map((task) => ({ task, loaded })));
    const living = await town.get(RosterService).living(tasks.map(({ task }) => task.holder));
    const found = await Promise.all(
      tasks.map(async ({ task, loaded: { head, state } }) => {
        const { grants } = await town.get(ScopeService).scopeOf(task.holder);
        const placed = { ...head, floor: state.floor, reached: state.reached };
        const isFine = living.has(task.holder) && grants.some((grant) => reaches(grant, placed));
        return isFine ? [] : [`${head.number} ${task.key}`];
      }),
    );
    return found.flat();
  }

  it('holds cases in every state of the procedure', () => {
    const { states } = workflowOf('hardship');
    const reached = new Set(all.map(({ state }) => state.status));
    expect(Object.keys(states).filter((state) => !reached.has(state))).toEqual([]);
    expect(all.length).toBeGreaterThanOrEqual(60);
    const outcomes = new Set(all.map(({ state }) => state.outcome));
    expect([...outcomes]).toEqual(
      expect.arrayContaining([null, 'solved', 'included', 'notIncluded', 'withdrawn']),
    );
  });

  it('stores of every case what its history says', async () => {
    const faults = await Promise.all(
      all.map(async ({ head }) => (await faultsOf(town, head.id)).map((fault) => `${head.number} ${fault}`)),
    );
    expect(faults.flat()).toEqual([]);
  });

  it('has an open task for every open case, held by somebody who lives and can open it', async () => {
    const isOpen = ({ head, state }: LoadedCase): boolean =>
      workflowOf(head.category).states[state.status]?.kind !== 'closed';
    expect(all.filter((loaded) => isOpen(loaded) !== loaded.state.tasks.length > 0)).toEqual([]);
    expect(all.filter((loaded) => isOpen(loaded) && !loaded.state.tasks.some(({ main }) => main))).toEqual(
      [],
    );
    expect(await orphans()).toEqual([]);
  });

  it('pages every list without a hole and without a double', async () => {
    const officer = await story.as('town');
    const cases = (worklist: 'all' | 'open' | 'stuck', limit: number): Promise<string[]> =>
      idsOf((after) => officer.call(caseApi.list, { worklist, limit, after }));
    for (const worklist of ['all', 'open', 'stuck'] as const) {
      const long = await cases(worklist, 100);
      expect(await cases(worklist, 7)).toEqual(long);
      expect(new Set(long).size).toBe(long.length);
    }
    expect(await cases('all', 7)).toHaveLength(all.length);
    const homes = await idsOf((after) => officer.call(householdApi.search, { limit: 41, after }));
    expect(homes.toSorted()).toEqual(town.homes.map(({ id }) => id).toSorted());
  });

  it('goes on by itself for fifteen days and stays whole', async () => {
    for (let day = 24; day <= 38; day += 1) {
      town.at(new Date(Date.UTC(2026, 10, day, 1, 5)).toISOString());
      await story.tick();
    }
    all = await Promise.all((await everyCase(town)).map((id) => loadedOf(town, id)));
    const faults = await Promise.all(all.map(({ head }) => faultsOf(town, head.id)));
    expect(faults.flat()).toEqual([]);
    expect(await orphans()).toEqual([]);
    const waiting = all.filter(({ state }) => state.status === 'noticed' || state.status === 'referred');
    expect(waiting.filter(({ rows }) => !rows.some(({ action }) => action === 'acceptReferral'))).toEqual([]);
  }, 120_000);
});
