import { addMinutes, type Instant } from '../calendar/calendar.js';
import type { Facts } from '../workflow/define.js';
import { Simulation, guid, isRefusal, type Name } from '../workflow/simulate.spec-support.js';
import { hardship } from './hardship.js';

/** 2026-11-23 09:05, a Monday. */
export const monday = '2026-11-23T01:05:00.000Z';

const file = guid(800);
const agreed = { how: 'signature', file } as const;
const representatives = Array.from({ length: 9 }, (_, index) => guid(101 + index));

/** A meeting: nine representatives were called, seven came, the first of them is kin. */
export const meeting: NonNullable<Facts['meeting']> = {
  roster: representatives,
  present: representatives.slice(0, 7),
  kin: representatives.slice(0, 1),
  hasMinutes: true,
};

/** What a filled-in form of each action holds. */
export const forms = {
  report: { kind: 'medical', channel: 'self', words: '看病花了很多钱' },
  solve: { what: '水管接好了' },
  refer: { line: 'water' },
  declineReferral: { reason: '这是医保的事' },
  finishReferral: { what: '水通了' },
  attend: { on: '2026-11-24' },
  finishCheck: { facts: [{ key: 'people', same: true }], hardship: 'yes', risks: ['ILLNESS'], agreed },
  authorise: { read: true, scope: ['bank', 'house'], proof: agreed },
  declineAuthorisation: {},
  compare: { result: 'clear' },
  deliberate: {
    meeting: guid(700),
    recused: meeting.kin,
    votesFor: 5,
    votesAgainst: 1,
    votesAbstained: 0,
    reason: '家里确实难',
  },
  approve: {},
  sendBack: { missing: '少一张发票', backTo: 'completion' },
  complete: { what: '发票补上了' },
  proposeRefuse: { reason: '家里有存款' },
  refuse: { reason: 'enough', words: '家里的钱还够用', rule: '工作指南第五条', door: 'temporaryAid' },
  decide: { object: 'SUDDEN_SEVERE' },
  recordHelp: { what: '临时救助', by: '镇民政办', on: '2026-12-10', amount: 100_000 },
  answer: { done: 'yes' },
  contacted: { how: 'phone' },
  tellSubject: { how: 'visit' },
  markUrgent: { what: '家里没有吃的' },
  helpAtOnce: { what: '送去了米和油' },
  backfill: { what: '救助表补好了' },
  withdraw: {},
  join: { into: guid(901) },
  reassign: { person: guid(8), reason: '出差' },
  takeOver: { reason: '我离得近' },
  joined: { kind: 'medical', channel: 'proxy', relation: '邻居', words: '他家还没人去' },
} as const;

/** An action of hardship. */
export type Act = keyof typeof hardship.actions;

/** The form of an action, with what is different. */
export const formOf = (action: string, change: object = {}): object => ({
  ...(forms as Record<string, object>)[action],
  ...change,
});

/** A case of hardship that moves on by the hour. */
export class Household extends Simulation {
  constructor() {
    super(hardship);
    this.facts = { links: [], meeting, subjectReachable: true };
  }

  /** An hour after what happened last. */
  get now(): Instant {
    return addMinutes(this.rows.at(-1)?.at ?? monday, 60);
  }

  /** Somebody does it now, with a form that is filled in well but for the change. */
  then(by: Name | 'system', action: Act, change?: object): this {
    return this.does(by, action, this.now, formOf(action, change));
  }

  /** Why somebody may not, or null. */
  refuses(by: Name | 'system', action: Act, change?: object): string | null {
    const answer = this.tries(by, action, this.now, formOf(action, change));
    return isRefusal(answer) ? `${answer.refused} ${answer.code}` : null;
  }

  /** Waits until the engine has acted. */
  waits(): this {
    return this.wait(this.actsAt ?? this.now);
  }

  /** What somebody may press now. */
  buttons(by: Name): readonly string[] {
    return this.offers(by, this.now)
      .filter(({ blockedBy }) => !blockedBy)
      .map(({ action }) => action);
  }
}

const road: Record<keyof typeof hardship.states, (home: Household) => unknown> = {
  reported: () => undefined,
  accepted: (home) => home.then('grid', 'accept'),
  referred: (home) => home.then('grid', 'refer'),
  checking: (home) => home.then('grid', 'identify'),
  authorising: (home) => home.then('grid', 'attend').then('team', 'attend').then('grid', 'finishCheck'),
  comparing: (home) => home.then('villager', 'authorise'),
  deliberating: (home) => home.then('county', 'compare'),
  posting: (home) => home.then('cadre', 'deliberate'),
  noticed: (home) => home.then('secretary', 'post'),
  reviewing: (home) => home.waits(),
  deciding: (home) => home.then('officer', 'readMaterials').then('officer', 'approve'),
  announcing: (home) => home.then('county', 'readMaterials').then('county', 'decide'),
  helping: (home) => home.then('secretary', 'announce'),
  asking: (home) => home.then('cadre', 'recordHelp').then('cadre', 'finishHelp'),
  closed: (home) => home.then('villager', 'answer'),
};

const detours: readonly string[] = ['referred'];

/** A villager's own case that has come as far as a state; a referral is off the road. */
export function homeAt(
  state: keyof typeof hardship.states,
  report: object = {},
  facts: Partial<Facts> = {},
): Household {
  const home = new Household();
  home.facts = { ...home.facts, ...facts };
  home.file(formOf('report', report), { at: monday, by: 'villager' });
  for (const [name, walk] of Object.entries(road)) {
    if (detours.includes(name) && name !== state) continue;
    walk(home);
    if (name === state) return home;
  }
  throw new Error(`no road to ${state}`);
}
