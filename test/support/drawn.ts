import fc from 'fast-check';
import type { Party } from '@songtao/shared/access/acting.js';
import { levels, staffRoles, type Level, type StaffRole } from '@songtao/shared/access/role.js';
import type { Line } from '@songtao/shared/access/line.js';
import { mayLoad, type Grant, type Scope } from '@songtao/shared/access/scope.js';
import { step, type Row } from '@songtao/shared/workflow/fold.js';
import { CaseStore } from '../../server/src/case/case.store.js';
import { CaseTaskRow } from '../../server/src/case/case.row.js';
import { MembershipService } from '../../server/src/identity/membership.service.js';
import { PersonStore } from '../../server/src/identity/person.store.js';
import { StaffStore } from '../../server/src/identity/staff.store.js';
import { Database } from '../../server/src/platform/database.js';
import { newId } from '../../server/src/platform/ids.js';
import { place, type Actor, type People, type PlaceName } from './people.js';
import type { CaseThing, Things } from './things.js';

/** A role as it is drawn: anywhere, with grids, households and a line whether it asks for them or not. */
interface DrawnPost {
  readonly role: StaffRole;
  readonly at: PlaceName;
  readonly grids: readonly ('g01' | 'g02')[];
  readonly houses: readonly string[];
  readonly line: Line | undefined;
}

/** Somebody as fast-check draws one. */
export interface DrawnActor {
  readonly posts: readonly DrawnPost[];
  readonly home: string | undefined;
}

/** Where a case has come meanwhile, and how that person stands to it. */
export interface DrawnCase {
  readonly floor: Level;
  readonly reached: Level;
  readonly line: Line | null;
  readonly party: { readonly party: Party; readonly hidden: boolean } | undefined;
  readonly holds: boolean;
}

const places = Object.keys(place) as PlaceName[];
const line = fc.constantFrom<Line>('medical', 'water');
const maybe = <T>(arbitrary: fc.Arbitrary<T>, freq = 2): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq });

/** People with none, one or two roles, with a household or without. */
export const drawnActor: fc.Arbitrary<DrawnActor> = fc.record({
  posts: fc.array(
    fc.record({
      role: fc.constantFrom(...staffRoles),
      at: fc.constantFrom(...places),
      grids: fc.subarray(['g01', 'g02'] as const),
      houses: fc.subarray(['ours', 'otherGrid', 'lined', 'next', 'away']),
      line: maybe(line, 4),
    }),
    { maxLength: 2 },
  ),
  home: maybe(fc.constantFrom('ours', 'otherGrid', 'next', 'away')),
});

/** As many cases as there are, each wherever it may have come. */
export const drawnCases = (count: number): fc.Arbitrary<DrawnCase[]> =>
  fc.array(
    fc
      .record({
        levels: fc.tuple(fc.constantFrom(...levels), fc.constantFrom(...levels)),
        line: fc.option(line),
        party: maybe(
          fc.record({
            party: fc.constantFrom<Party>('reporter', 'subject', 'follower', 'checker'),
            hidden: fc.boolean(),
          }),
          1,
        ),
        holds: fc.boolean(),
      })
      .map(({ levels: [one, other], ...drawn }) => {
        const isInOrder = levels.indexOf(one) <= levels.indexOf(other);
        return { ...drawn, floor: isInOrder ? one : other, reached: isInOrder ? other : one };
      }),
    { minLength: count, maxLength: count },
  );

/** Makes the drawn person and moves the planted cases to where they were drawn; taken back by whoever opened the transaction. */
export class Drawing {
  constructor(
    private readonly people: People,
    private readonly planted: Things,
  ) {}

  async actor({ posts, home }: DrawnActor): Promise<Actor> {
    const { town } = this.people;
    const house = home === undefined ? null : this.people.house(home);
    const village = house && place[house.at].village;
    const grants = posts.map((post) => this.grantOf(post));
    const person = await town.get(Database).write(async (tx) => {
      const made = await town.get(PersonStore).insert(tx, { name: '抽到的人', at: town.now });
      if (house && village) {
        await town.get(MembershipService).claim(tx, house.id, made);
        await town.get(MembershipService).confirm(tx, { id: house.id, village }, made, made);
      }
      for (const { role, area, grids = [], households = [], line: own = null } of grants)
        await town.get(StaffStore).insertRole(tx, {
          id: newId(),
          person: made,
          role,
          area,
          county: area.slice(0, 6),
          town: area.length >= 9 ? area.slice(0, 9) : null,
          grids,
          households,
          line: own,
          from: '2026-01-01',
          to: null,
        });
      return made;
    });
    const scope: Actor['scope'] = { kind: 'person', person, grants, household: house?.id ?? null, village };
    return { name: 'drawn', person, scope, client: await town.signedIn(person) };
  }

  /** Answers the names of the cases that the rules open to that person. */
  async place(drawn: readonly DrawnCase[], actor: Actor): Promise<Set<string>> {
    const open = new Set<string>();
    const cases = [...this.planted.cases];
    for (const [index, one] of drawn.entries()) {
      const [name, thing] = cases[index] ?? [];
      if (name && thing && (await this.move(thing, one, actor))) open.add(name);
    }
    return open;
  }

  private async move({ loaded }: CaseThing, one: DrawnCase, { person, scope }: Actor): Promise<boolean> {
    const { floor, reached, line: own, party, holds } = one;
    const { head, state } = loaded;
    const store = this.people.town.get(CaseStore);
    const row: Row = {
      seq: state.seq + 1,
      action: 'seen',
      actor: 'system',
      as: { kind: 'system' },
      form: {},
      at: this.people.town.now,
      decided: { definition: 1, floor, reached },
    };
    const projection = { actsAt: null, liveKey: null, line: own };
    await this.people.town.get(Database).write(async (tx) => {
      await store.append(tx, loaded, row, step(state, row), projection);
      if (party) await store.addParty(tx, head.id, { person, ...party });
      if (holds) await tx.update(CaseTaskRow, { holder: person }, 'case_id = :id', { id: head.id });
    });
    return mayLoad(scope satisfies Scope, { ...head, floor, reached, line: own }, party !== undefined);
  }

  private grantOf({ role, at, grids, houses, line: own }: DrawnPost): Grant {
    const { county, town, village } = place[at];
    const inTown = ['townLine', 'townOfficer', 'townLeader', 'admin'].includes(role) ? town : village;
    return {
      role,
      area: role === 'countyOfficer' ? county : inTown,
      grids: grids.map((grid) => `${village}${grid}`),
      households: houses.map((name) => this.people.house(name).id),
      ...(own && { line: own }),
    };
  }
}
