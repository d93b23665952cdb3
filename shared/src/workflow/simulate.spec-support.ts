import { actingOn } from '../access/acting.js';
import { levels, levelOf, type Level, type StaffRole } from '../access/role.js';
import type { Grant, Placed, Scope } from '../access/scope.js';
import type { Instant } from '../calendar/calendar.js';
import { prcCalendar } from '../calendar/data/prc.js';
import { resolveParams } from '../policy/param.js';
import {
  actsAt,
  available,
  begin,
  decide,
  type Ability,
  type Decision,
  type Opening,
  type Refusal,
} from './decide.js';
import { levelAbove, type Assign, type Ctx, type Facts, type Workflow } from './define.js';
import {
  fold,
  lastMain,
  since,
  step,
  type Acting,
  type CaseState,
  type Party,
  type Row,
  type Task,
} from './fold.js';

const county = '512002';
const town = '512002101';
const village = '512002101216';
const grid = `${village}g01`;

/** An id that is the same in every run. */
export const guid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

const staff = (role: StaffRole, area: string, more: Partial<Grant> = {}): readonly Grant[] => [
  { role, area, ...more },
];

/** One of each, two where a second pair of eyes is asked, and some who have no business here. */
const roster = {
  villager: [],
  neighbour: [],
  stranger: [],
  grid: staff('gridWorker', village, { grids: [grid] }),
  grid2: staff('gridWorker', village, { grids: [grid] }),
  otherGrid: staff('gridWorker', village, { grids: [`${village}g02`] }),
  cadre: staff('villageCadre', village),
  cadre2: staff('villageCadre', village),
  secretary: staff('villageSecretary', village),
  team: staff('stationedTeam', village),
  first: staff('firstSecretary', village),
  helper: staff('helpPerson', village, { households: [guid(900)] }),
  water: staff('townLine', town, { line: 'water' }),
  medical: staff('townLine', town, { line: 'medical' }),
  officer: staff('townOfficer', town),
  officer2: staff('townOfficer', town),
  leader: staff('townLeader', town),
  county: staff('countyOfficer', county),
  county2: staff('countyOfficer', county),
  admin: staff('admin', county),
  /** Stands in for the first grid worker, who is on leave. */
  cover: staff('gridWorker', village, { grids: [grid], for: guid(4) }),
  nextVillage: staff('villageCadre', '512002101217'),
  nextTown: staff('townOfficer', '512002102'),
  nextCounty: staff('countyOfficer', '512021'),
} as const satisfies Record<string, readonly Grant[]>;

/** Name of somebody of the roster. */
export type Name = keyof typeof roster;

/** Everybody of the roster. */
export const names = Object.keys(roster) as [Name, ...Name[]];

/** The id of somebody. */
export const idOf = (name: Name): string => guid(names.indexOf(name) + 1);

/** The roles of somebody. */
export const grantsOf = (name: Name): readonly Grant[] => roster[name];

/** In whose name somebody asks. */
export const scopeOf = (name: Name): Scope => ({
  kind: 'person',
  person: idOf(name),
  grants: roster[name],
  household: null,
  village: null,
});

/** The shipped parameters. */
export const params = resolveParams([], town, '2026-11-23');

/** The published calendar. */
export const calendar = prcCalendar;

/** What a simulated world is told. */
export interface Given {
  readonly at: Instant;
  readonly by: Name;
  readonly subject?: Name;
}

/** Was it refused? */
export const isRefusal = (answer: Decision | Refusal): answer is Refusal => 'refused' in answer;

/** One case in a fixed town: what the server does with a decision, without a database. */
export class Simulation {
  readonly rows: Row[] = [];
  /** Projected row by row; the fold of all rows must equal it. */
  state!: CaseState;
  facts: Facts = { links: [] };
  effects: readonly string[] = [];
  line: string | null = null;
  private readonly parties = new Map<Name, Party[]>();

  constructor(readonly workflow: Workflow) {}

  /** Files the case; throws when it is refused. */
  file(form: unknown, { at, by, subject = by }: Given): this {
    const answer = this.begins(form, { at, by, subject });
    if (isRefusal(answer)) throw new Error(`${answer.refused} ${answer.code}: ${answer.words}`);
    return this;
  }

  /** Files the case, or tells why not. */
  begins(form: unknown, { at, by, subject = by }: Given): Decision | Refusal {
    const [grant] = roster[by];
    const level = grant && levelOf[grant.role];
    const as: Acting =
      grant && level ? { kind: 'role', role: grant.role, level } : { kind: 'party', party: 'reporter' };
    const decision = begin(this.workflow, form, as, {
      ...this.world(at),
      actor: { person: idOf(by), as: [as] },
    });
    if (isRefusal(decision)) return decision;
    if (as.kind === 'party') this.join(by, 'reporter');
    this.join(subject, 'subject');
    this.append(decision, idOf(by), at);
    return decision;
  }

  /** Somebody becomes a party. */
  join(name: Name, party: Party): void {
    this.parties.set(name, [...(this.parties.get(name) ?? []), party]);
  }

  /** In what capacities somebody stands to the case. */
  partiesOf(name: Name): readonly Party[] {
    return this.parties.get(name) ?? [];
  }

  /** Where the case lies and who may load it. */
  get placed(): Placed {
    const { floor, reached } = this.state;
    return { county, town, village, grid, household: guid(900), line: this.line, floor, reached };
  }

  /** What somebody sees as buttons. */
  offers(by: Name, at: Instant): readonly Ability[] {
    return available(this.workflow, this.ctx(by, at));
  }

  /** Somebody tries; nothing happens when it is refused. */
  tries(by: Name | 'system', action: string, at: Instant, form: unknown = {}): Decision | Refusal {
    const decision = decide(this.workflow, action, form, this.ctx(by, at));
    if (!isRefusal(decision)) this.append(decision, by === 'system' ? 'system' : idOf(by), at);
    return decision;
  }

  /** Somebody does it; throws when it is refused. */
  does(by: Name | 'system', action: string, at: Instant, form: unknown = {}): this {
    const answer = this.tries(by, action, at, form);
    if (isRefusal(answer)) throw new Error(`${by} ${action}: ${answer.refused} ${answer.code}`);
    return this;
  }

  /** When the engine acts, null where it does not or already has. */
  get actsAt(): Instant | null {
    const own = this.workflow.states[this.state.status]?.after?.do;
    if (since(this.rows).some((row) => row.action === own)) return null;
    return actsAt(this.workflow, { state: this.state, params, calendar });
  }

  /** Lets the engine act until that moment, as the minute's job would. */
  wait(until: Instant): this {
    for (let at = this.actsAt; at !== null && at <= until; at = this.actsAt) {
      const own = this.workflow.states[this.state.status]?.after?.do ?? '';
      if (isRefusal(this.tries('system', own, at > this.last ? at : this.last))) break;
    }
    return this;
  }

  /** The open task of a key. */
  task(key: string): Task | undefined {
    return this.state.tasks.find((task) => task.key === key);
  }

  /** The name of who owns the case. */
  get owner(): Name | undefined {
    return names.find((name) => idOf(name) === this.state.owner);
  }

  private get last(): Instant {
    return this.rows.at(-1)?.at ?? '';
  }

  private world(at: Instant): Omit<Ctx, 'state' | 'actor'> {
    return {
      history: this.rows,
      since: since(this.rows),
      form: {},
      facts: this.facts,
      params,
      calendar,
      now: at,
    };
  }

  /** What a guard may look at when somebody acts. */
  ctx(by: Name | 'system', at: Instant): Ctx {
    const scope: Scope = by === 'system' ? { kind: 'system', reason: 'clock' } : scopeOf(by);
    const as = actingOn(scope, this.placed, by === 'system' ? [] : this.partiesOf(by));
    return {
      ...this.world(at),
      state: this.state,
      actor: { person: by === 'system' ? 'system' : idOf(by), as },
    };
  }

  private append(decision: Decision, actor: string, at: Instant): void {
    const { action, as, form, opens, closes, effects, ...decided } = decision;
    const seq = this.rows.length + 1;
    const opened = opens.map((opening) => this.open(opening, { seq, decision, actor, at }));
    const row: Row = {
      seq,
      action,
      actor,
      as,
      form,
      at,
      decided: { definition: this.workflow.version, ...decided, opened, closed: closes },
    };
    this.rows.push(row);
    this.state = seq === 1 ? fold(this.rows) : step(this.state, row);
    this.effects = effects;
  }

  private open(
    { key, assign, due, main }: Opening,
    { seq, decision, actor, at }: { seq: number; decision: Decision; actor: string; at: Instant },
  ): Task {
    const holder = this.holderOf(assign, decision, actor);
    const name = names.find((candidate) => idOf(candidate) === holder);
    const [grant] = name ? roster[name] : [];
    const level = grant && levelOf[grant.role];
    if (!level) throw new Error(`${holder} can hold nothing`);
    if (assign.to === 'line') this.line = lineOf(assign, decision.form);
    return { id: `${seq}.${key}`, key, holder, level, opened: at, due, main };
  }

  private holderOf(assign: Assign, { form }: Decision, actor: string): string {
    const last = lastMain(this.rows);
    const another = (...of: readonly Name[]): string => of.map(idOf).find((id) => id !== last?.holder) ?? '';
    const at: Record<Level, () => string> = {
      village: () => another('cadre', 'secretary'),
      town: () => another('officer', 'officer2'),
      county: () => another('county', 'county2'),
    };
    const held = last?.level ?? 'village';
    switch (assign.to) {
      case 'keep':
        return last?.holder ?? idOf('grid');
      case 'actor':
        return actor;
      case 'routed':
        return idOf('grid');
      case 'oneLevelUp':
        return at[levelAbove(held)]();
      case 'oneLevelDown':
        return at[levels[Math.max(levels.indexOf(held) - 1, 0)] ?? 'village']();
      case 'line':
        return idOf(lineOf(assign, form) === 'water' ? 'water' : 'medical');
      case 'person':
        return String(form[assign.field]);
      default:
        return at[assign.to]();
    }
  }
}

const lineOf = (assign: Assign, form: Decision['form']): string =>
  'line' in assign ? assign.line : String('field' in assign && form[assign.field]);
