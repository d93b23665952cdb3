import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mayLoad } from '../access/scope.js';
import { addHours, addMinutes, dayOf } from '../calendar/calendar.js';
import { branches, leadsFrom, type Workflow } from '../workflow/define.js';
import { fold } from '../workflow/fold.js';
import { Simulation, guid, idOf, names, scopeOf } from '../workflow/simulate.spec-support.js';
import { forms as hardshipForms, homeAt, monday } from './hardship.spec-support.js';
import { hardship } from './hardship.js';
import { categories } from './registry.js';

const proof = { how: 'voice', file: guid(820) };
const paper = { document: '文号', photo: [guid(821)] };
const upkeep = {
  takeOver: [{ reason: '我来' }],
  reassign: [{ person: idOf('cadre'), reason: '换人' }],
  unreached: [{ person: idOf('villager') }],
  called: [{ how: 'notReached' }, { how: 'reached' }, { how: 'notReached' }],
};
/** A day that is still to come, whenever somebody names it. */
const time = (now: string): object => ({ day: dayOf(addHours(now, 96)), half: 'am' });

/** Forms of each category that are filled in well; where there are several, a walk takes any. */
const forms: Record<string, Record<string, readonly (object | ((now: string) => object))[]>> = {
  hardship: {
    ...Object.fromEntries(Object.entries(hardshipForms).map(([action, form]) => [action, [form]])),
    compare: [{ ...hardshipForms.compare, ...paper }],
    decide: [{ ...hardshipForms.decide, ...paper }],
    refuse: [{ ...hardshipForms.refuse, ...paper }],
    withdraw: [{ proof }],
    answer: [{ done: 'yes' }, { done: 'no' }],
    sendBack: [hardshipForms.sendBack, { ...hardshipForms.sendBack, backTo: 'checking' }],
    deliberate: [
      hardshipForms.deliberate,
      hardshipForms.deliberate,
      { ...hardshipForms.deliberate, votesFor: 1, votesAgainst: 5 },
    ],
    join: [{ into: guid(901) }],
    ...upkeep,
  },
  inquiry: {
    ask: [{ about: 'policy', words: '低保怎么办' }],
    pass: [{ line: 'water' }],
    answer: [{ words: '去镇里办' }],
    ...upkeep,
  },
  appeal: {
    report: [{ about: 'complaint', words: '拖着' }],
    answer: [
      { upheld: 'yes', words: '对' },
      { upheld: 'no', words: '不对' },
    ],
    ...upkeep,
    reassign: [{ person: idOf('county2'), reason: '换人' }],
  },
  objection: {
    report: [{ about: 'unfit', words: '有房', hidden: true }],
    assignTo: [{ household: guid(900) }],
    answer: [
      { upheld: 'yes', words: '对' },
      { upheld: 'no', words: '不对' },
    ],
    ...upkeep,
    reassign: [{ person: idOf('officer2'), reason: '换人' }],
  },
  'photo-report': {
    report: [{ kind: 'sewage', words: '水沟堵了' }],
    joined: [{ kind: 'outage', words: '我家也没水' }],
    finish: [
      { result: 'fixed', words: '清掉了' },
      { result: 'gone', words: '没看到' },
      { result: 'notNow', words: '等雨停' },
    ],
    refer: [{ line: 'water' }],
    handBack: [{ reason: '这是修路的事' }],
    answer: [{ done: 'yes' }, { done: 'no' }],
    ...upkeep,
  },
  'service-request': {
    request: [{ matter: 'pension', channel: 'self', ...time(monday) }],
    propose: [time],
    otherTime: [time],
    ready: [time],
    pass: [{ line: 'medical' }],
    visited: [
      { result: 'done', words: '认证好了' },
      { result: 'papers', words: '少一样', missing: '存折' },
      { result: 'cannot', words: '要到区里办' },
    ],
    answer: [{ done: 'yes' }, { done: 'no' }],
    ...upkeep,
  },
};

interface Step {
  readonly pick: number;
  readonly form: number;
  readonly minutes: number;
  readonly byItself: number;
}

const step = fc.record<Step>({
  pick: fc.nat(),
  form: fc.nat(),
  minutes: fc.oneof(fc.integer({ min: 1, max: 600 }), fc.integer({ min: 1, max: 20_000 })),
  byItself: fc.nat({ max: 50 }),
});
/** Open tasks that no act of the present state can close: their holders would keep them for ever. */
const orphans = ({ workflow, state }: Simulation): readonly string[] =>
  state.tasks
    .filter(({ main }) => !main)
    .map(({ key }) => key)
    .filter(
      (key) =>
        !Object.values(workflow.actions).some(
          (action) =>
            leadsFrom(action, state.status, workflow) && branches(action.closes).flat().includes(key),
        ),
    );

const faultsOf = (sim: Simulation): object => ({
  mains: sim.state.tasks.filter(({ main }) => main).length,
  twice: sim.state.tasks.length - new Set(sim.state.tasks.map(({ key }) => key)).size,
  orphans: orphans(sim),
  blind: sim.state.tasks
    .filter(
      ({ holder }) =>
        !names.some((name) => idOf(name) === holder && mayLoad(scopeOf(name), sim.placed, false)),
    )
    .map(({ key }) => key),
  // A task that only changes hands keeps its day, be it past.
  late:
    sim.rows.at(-1)?.decided.to === undefined
      ? []
      : (sim.rows.at(-1)?.decided.opened ?? [])
          .filter(({ opened, due }) => due <= opened)
          .map(({ key }) => key),
});

/** A case somewhere on its road. */
function caseOf(workflow: Workflow, pick: number): Simulation {
  if (workflow.category === 'hardship') {
    const states = Object.keys(hardship.states) as (keyof typeof hardship.states)[];
    return homeAt(
      states[pick % states.length] ?? 'reported',
      { channel: 'proxy', relation: '邻居' },
      { subjectReachable: false },
    );
  }
  const [action = ''] = Object.entries(workflow.actions).find(([, { from }]) => from === 'start') ?? [];
  const sim = new Simulation(workflow);
  sim.facts = {
    links: [{ kind: 'objectsTo', direction: 'from', category: 'hardship', open: true, outcome: null }],
    decidedAt: 'village',
  };
  return sim.file(forms[workflow.category]?.[action]?.[0], {
    at: monday,
    by: 'neighbour',
    subject: 'villager',
  });
}

const byTheEngine = ['objectionUpheld', 'appealUpheld', 'joined', 'handedOver', 'unreached'];
const byTheScreen = ['readMaterials', 'seen', 'join'];

/** One step: what the engine may do at any time, or an act that somebody is offered, or one of a screen; often one that was not done yet. */
function move(
  sim: Simulation,
  { pick, form, byItself }: Step,
  { now, tally }: { now: string; tally: ReadonlySet<string> },
): void {
  const own = forms[sim.workflow.category] ?? {};
  const system = byTheEngine.filter((action) => action in sim.workflow.actions)[byItself];
  if (system) return void sim.tries('system', system, now, own[system]?.[0]);
  const offers = names.flatMap((by) =>
    sim
      .offers(by, now)
      .filter(({ blockedBy }) => !blockedBy)
      .map(({ action }) => ({ by, action })),
  );
  const acts = [...new Set([...offers.map(({ action }) => action), ...byTheScreen])];
  const fresh = acts.filter((action) => !tally.has(action));
  const wanted = fresh.length > 0 && form % 4 !== 0 ? fresh : acts;
  const action = wanted[pick % wanted.length] ?? '';
  const people = byTheScreen.includes(action)
    ? names
    : offers.filter((offer) => offer.action === action).map(({ by }) => by);
  const filled = own[action]?.[form % own[action].length];
  const by = people[form % people.length] ?? 'admin';
  sim.tries(by, action, now, typeof filled === 'function' ? filled(now) : filled);
}

/** Nobody picks up the telephone: twice it was tried. */
function missTwice(sim: Simulation, at: string): void {
  sim.tries('system', 'unreached', at, { person: idOf('villager') });
  const holder = names.find((name) => idOf(name) === sim.task('call')?.holder);
  for (const form of holder ? [upkeep.called[0], upkeep.called[0]] : [])
    sim.does(holder ?? 'officer', 'called', at, form);
}

function walk(workflow: Workflow, [first, ...steps]: readonly Step[], tally: Set<string>): void {
  const sim = caseOf(workflow, first?.pick ?? 0);
  for (const { action } of sim.rows) tally.add(action);
  let now = sim.rows.at(-1)?.at ?? monday;
  if ((first?.form ?? 0) % 3 === 0) missTwice(sim, now);
  for (const step of steps) {
    now = addMinutes(now, step.minutes);
    sim.wait(now);
    move(sim, step, { now, tally });
    for (const { action } of sim.rows.slice(-2)) tally.add(action);
    const isClosed = workflow.states[sim.state.status]?.kind === 'closed';
    expect(faultsOf(sim)).toEqual({ mains: isClosed ? 0 : 1, twice: 0, orphans: [], blind: [], late: [] });
  }
  expect(fold(sim.rows)).toEqual(sim.state);
}

describe('every category, walked at random', () => {
  it.each(Object.values<Workflow>(categories))(
    '$category keeps one main task, closable tasks and holders who can load it',
    (workflow) => {
      const tally = new Set<string>();
      fc.assert(
        fc.property(fc.array(step, { minLength: 10, maxLength: 40, size: 'max' }), (steps) =>
          walk(workflow, steps, tally),
        ),
        { numRuns: 160, seed: 7 },
      );
      // A walk that takes only the first turning proves nothing.
      expect(Object.keys(workflow.actions).filter((action) => !tally.has(action))).toEqual([]);
    },
  );
});
