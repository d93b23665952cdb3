import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mayLoad, reaches } from '../access/scope.js';
import { addMinutes } from '../calendar/calendar.js';
import { card } from './card.spec-support.js';
import type { ActionDefinition, Workflow } from './define.js';
import { fold, type CaseState } from './fold.js';
import { Simulation, grantsOf, idOf, isRefusal, names, scopeOf, type Name } from './simulate.spec-support.js';

const workflow: Workflow = card;
const actions = Object.keys(workflow.actions);
const start = '2026-11-23T01:05:00.000Z';

interface Move {
  readonly by: Name;
  readonly action: string;
  readonly minutes: number;
  readonly days: number;
  readonly ok: boolean;
  readonly to: Name;
  readonly line: 'water' | 'medical';
  readonly blocked: boolean;
  readonly guided: boolean;
  readonly pick: number;
}

const move = fc.record<Move>({
  by: fc.constantFrom(...names),
  action: fc.constantFrom(...actions),
  minutes: fc.oneof(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 14_400 })),
  days: fc.integer({ min: 1, max: 30 }),
  ok: fc.boolean(),
  to: fc.constantFrom('grid', 'grid2', 'cadre', 'secretary'),
  line: fc.constantFrom('water', 'medical'),
  blocked: fc.boolean(),
  guided: fc.boolean(),
  pick: fc.nat(),
});

const formOf = ({ action, days, ok, to, line }: Move): object => {
  const forms: Record<string, object> = {
    check: { ok },
    lend: { days },
    give: { person: idOf(to) },
    pass: { line },
  };
  return forms[action] ?? {};
};

/** Written a second time, without the engine: may this person do that now, guards aside? */
function mayAct(sim: Simulation, by: Name, { who, from, once }: ActionDefinition, action: string): boolean {
  const { status, tasks, enteredSeq } = sim.state;
  const fits = from === 'open' ? status !== 'closed' : from !== 'start' && from.includes(status);
  const again =
    once === true &&
    sim.rows.some((row) => row.seq > enteredSeq && row.action === action && row.actor === idOf(by));
  const reaching = grantsOf(by).filter((grant) => reaches(grant, sim.placed));
  const holds = (main: boolean): boolean =>
    reaching.some((grant) =>
      tasks.some((task) => (task.main || !main) && task.holder === (grant.for ?? idOf(by))),
    );
  const stands = who.some((whose) => {
    if (whose === 'system') return false;
    if (whose === 'owner' || whose === 'holder') return holds(whose === 'owner');
    if ('parties' in whose) return whose.parties.some((party) => sim.partiesOf(by).includes(party));
    return reaching.some((grant) => whose.roles.includes(grant.role));
  });
  return fits && !again && stands;
}

/** Everything that must hold of a case at any moment, as a list of what does not. */
function faultsOf({ state, rows, placed }: Simulation): readonly string[] {
  const kind = workflow.states[state.status]?.kind;
  const mains = state.tasks.filter(({ main }) => main).length;
  const keys = state.tasks.map(({ key }) => key);
  const blind = state.tasks.filter(
    ({ holder }) => !names.some((name) => idOf(name) === holder && mayLoad(scopeOf(name), placed, false)),
  );
  const fault = (wrong: boolean, what: string): readonly string[] => (wrong ? [what] : []);
  return [
    ...fault(kind === undefined, `undeclared state ${state.status}`),
    ...fault(mains !== (kind === 'closed' ? 0 : 1), `${mains} main tasks in ${state.status}`),
    ...fault(kind === 'closed' && keys.length > 0, `closed with ${keys.join()}`),
    ...fault(new Set(keys).size !== keys.length, `twice the same of ${keys.join()}`),
    ...fault(kind !== 'closed' && state.outcome !== null, `open and ended as ${state.outcome}`),
    ...fault(JSON.stringify(fold(rows)) !== JSON.stringify(state), 'the fold differs from the projection'),
    // A floor that rises takes the case out of the sight of the village, as it is meant to.
    ...fault(
      state.floor === 'village' && blind.length > 0,
      `its holder cannot load ${blind.map(({ key }) => key).join()}`,
    ),
  ];
}

const shouldBe = (before: CaseState, after: CaseState, decided: { to?: string; floor?: string }): number =>
  decided.to !== undefined || decided.floor !== undefined || after.owner !== before.owner
    ? after.seq
    : before.version;

/** Half of the steps are what somebody is offered, so that cases get somewhere; the others are anything by anybody. */
function aim(sim: Simulation, move: Move, now: string): Move {
  if (!move.guided) return move;
  const all = names.flatMap((by) => sim.offers(by, now).map(({ action }) => ({ by, action })));
  return { ...move, ...all[move.pick % all.length] };
}

function walk(moves: readonly Move[], tally: Map<string, number>): void {
  const sim = new Simulation(workflow).file(
    { book: 'atlas', age: 30, hurry: moves.length % 2 === 0 },
    { at: start, by: 'neighbour', subject: 'villager' },
  );
  let now = start;
  for (const move of moves) {
    now = addMinutes(now, move.minutes);
    sim.facts = {
      links: [{ kind: 'objectsTo', direction: 'to', category: 'x', open: move.blocked, outcome: null }],
    };
    sim.wait(now);
    const aimed = aim(sim, move, now);
    const { by, action } = aimed;
    const definition = workflow.actions[action] as ActionDefinition;
    const before = sim.state;
    const allowed = mayAct(sim, by, definition, action);
    const hidden = definition.guards?.some((guard) => guard.hides && !guard.holds(sim.ctx(by, now))) ?? false;
    const offered = sim.offers(by, now).find((ability) => ability.action === action);
    const answer = sim.tries(by, action, now, formOf(aimed));
    const done = !isRefusal(answer);
    tally.set(action, (tally.get(action) ?? 0) + Number(done));
    expect({
      action,
      offered: offered !== undefined,
      done,
      blocked: offered && !done ? answer.code : undefined,
    }).toEqual({
      action,
      offered: allowed && !hidden && definition.quiet !== true,
      done: allowed && !hidden && offered?.blockedBy === undefined,
      blocked: offered?.blockedBy?.code,
    });
    expect(sim.state.version).toBe(
      done ? shouldBe(before, sim.state, sim.rows.at(-1)?.decided ?? {}) : before.version,
    );
    expect(faultsOf(sim)).toEqual([]);
  }
}

describe('a case walked at random', () => {
  it('never leaves its definition, whoever tries what and when', () => {
    const tally = new Map<string, number>();
    fc.assert(
      fc.property(fc.array(move, { minLength: 20, maxLength: 100, size: 'max' }), (moves) =>
        walk(moves, tally),
      ),
      { numRuns: 150 },
    );
    // A walk that never borrows a book proves nothing.
    for (const action of actions.filter((name) => !['apply', 'endHold', 'remind'].includes(name))) {
      expect({ action, done: (tally.get(action) ?? 0) > 0 }).toEqual({ action, done: true });
    }
  });

  it('lets nobody act who is outside: another village, town or county, an administrator, a stranger', () => {
    fc.assert(
      fc.property(
        fc.array(move, { maxLength: 60 }),
        fc.constantFrom('nextVillage', 'nextTown', 'nextCounty', 'admin', 'stranger'),
        (moves, outsider) => {
          const sim = new Simulation(workflow).file({ book: 'novel', age: 9 }, { at: start, by: 'villager' });
          let now = start;
          for (const step of moves) {
            now = addMinutes(now, step.minutes);
            sim.wait(now).tries(step.by, step.action, now, formOf(step));
            expect(sim.offers(outsider as Name, now)).toEqual([]);
            for (const action of actions) {
              const answer = sim.tries(outsider as Name, action, now, formOf({ ...step, action }));
              expect(isRefusal(answer) && answer.refused).toBe(action === 'apply' ? 'notFound' : 'notYours');
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
