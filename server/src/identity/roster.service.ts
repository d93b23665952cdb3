import { Inject, Injectable } from '@nestjs/common';
import { lines } from '@songtao/shared/access/line.js';
import { levelOf, levels, roleTitles, type Level, type Role } from '@songtao/shared/access/role.js';
import type { Scope } from '@songtao/shared/access/scope.js';
import type { PersonRef } from '@songtao/shared/api/common.js';
import type { OutputOf } from '@songtao/shared/api/endpoint.js';
import type { staffApi } from '@songtao/shared/api/staff.js';
import { contains, countyOf, townOf } from '@songtao/shared/area/area.js';
import { addDays, dayOf, type Day } from '@songtao/shared/calendar/calendar.js';
import type { Category } from '@songtao/shared/category/registry.js';
import { AreaService } from '../area/area.service.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { AppError } from '../platform/errors.js';
import type { Reader } from '../platform/tx.js';
import type { Leave } from './leave.model.js';
import { LeaveStore } from './leave.store.js';
import { PersonStore } from './person.store.js';
import { RosterMemory } from './roster.memory.js';
import { route, worksAt, type CasePlace, type Post, type Roster, type RouteRequest } from './route.model.js';
import { StaffStore } from './staff.store.js';

/** One line of the roster. */
export type RosterLine = OutputOf<typeof staffApi.roster>['items'][number];

/** The task that seeks a holder, and the kind of case it is of. */
export type FindRequest = RouteRequest & { readonly category: Category };

// A server that was away for longer than this leaves it to people.
const RETURN_DAYS = 62;

/** Who works where today, who stands in for whom, and who is to do what. */
@Injectable()
export class RosterService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(StaffStore) private readonly staff: StaffStore,
    @Inject(LeaveStore) private readonly leaves: LeaveStore,
    @Inject(PersonStore) private readonly persons: PersonStore,
    @Inject(RosterMemory) private readonly memory: RosterMemory,
    @Inject(AreaService) private readonly areas: AreaService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The holder of a task and the level at which it is held. Throws badInput where the person named in the form is not of the place, broken where the place has no staff. */
  async find(db: Reader, request: FindRequest): Promise<{ holder: string; level: Level }> {
    const found = route(request, await this.rosterOf(db, request.place));
    if (found) return { holder: found.person, level: found.level };
    if (request.assign.to === 'person')
      throw new AppError('badInput', { details: { fields: [request.assign.field] } });
    throw new AppError('broken', { details: { category: request.category, assign: request.assign.to } });
  }

  /** People by id as others see them: name, role with the village or line, and a number to call where they are staff today. */
  async people(ids: readonly string[], db: Reader = this.database.read()): Promise<Map<string, PersonRef>> {
    const wanted = [...new Set(ids)];
    const [cards, roles] = await Promise.all([
      this.persons.cards(wanted, db),
      this.staff.historyOf(wanted, db),
    ]);
    const today = this.today();
    return new Map(
      cards.map((card) => {
        const { id, name } = card;
        const own = roles.filter(({ person }) => person === id);
        const living = own.filter((post) => isOn(post, today));
        const post = highest(living) ?? own.at(-1);
        return [
          id,
          {
            id,
            name,
            role: post ? this.title(post) : '',
            phone: living.length > 0 ? this.persons.phoneOn(card) : null,
          },
        ];
      }),
    );
  }

  /** Staff of the village, the town and the county to whom a case at this place can be given; not the one who asks. */
  async colleagues(place: CasePlace, scope: Scope): Promise<PersonRef[]> {
    const { posts } = await this.rosterOf(this.database.read(), place);
    const asking = scope.kind === 'person' ? scope.person : null;
    const near = posts.filter((post) => post.person !== asking && worksAt(post, place));
    const found = await this.people(near.map(({ person }) => person));
    return [...found.values()];
  }

  /** Who holds one of these roles today over an area or over what lies around it. */
  async holding(
    area: string,
    roles: readonly Role[],
    db: Reader = this.database.read(),
  ): Promise<PersonRef[]> {
    const place = { county: countyOf(area), town: area.length < 9 ? '' : townOf(area) };
    const { posts } = await this.rosterOf(db, place);
    const over = posts.filter((post) => roles.includes(post.role) && contains(post.area, area));
    return [
      ...(
        await this.people(
          over.map(({ person }) => person),
          db,
        )
      ).values(),
    ];
  }

  /** Who answers for a town today: whoever is on duty, else an officer or a leader. */
  async onDuty(db: Reader, place: CasePlace): Promise<string> {
    const found = route({ ...nobodyYet(place), assign: { to: 'town' } }, await this.rosterOf(db, place));
    if (!found) throw new AppError('broken', { details: { assign: 'town' } });
    return found.person;
  }

  /** The leader of a town, or whoever stands in; a town without one is led by whoever is on duty. */
  async leaderOf(db: Reader, place: CasePlace): Promise<string> {
    const roster = await this.rosterOf(db, place);
    for (const { person } of roster.posts.filter(({ role }) => role === 'townLeader')) {
      const found = route({ ...nobodyYet(place), assign: { to: 'person', field: 'leader' }, person }, roster);
      if (found) return found.person;
    }
    return this.onDuty(db, place);
  }

  /** Agreed leave in force at that moment. */
  covers(at: string): Promise<Pick<Leave, 'person' | 'cover' | 'from' | 'to'>[]> {
    return this.leaves.inForce(this.database.read(), dayOf(at));
  }

  /** Leave that ended lately: what was handed over for it goes back. */
  leavesOver(at: string): Promise<Pick<Leave, 'id' | 'person' | 'cover'>[]> {
    const today = dayOf(at);
    return this.leaves.over(this.database.read(), addDays(today, -RETURN_DAYS), today);
  }

  /** Those of them who hold a staff role today. */
  async living(people: readonly string[]): Promise<Set<string>> {
    const roles = await this.staff.rolesOf([...new Set(people)], this.today());
    return new Set(roles.map(({ person }) => person));
  }

  /** Whom a villager may call: the grid worker (all of the village where the grid is not known) and the cadres; the town's duty, officers and leaders. */
  async phoneBook(place: CasePlace): Promise<{ village: PersonRef[]; town: PersonRef[] }> {
    const { posts, duty } = await this.rosterOf(this.database.read(), place);
    const inVillage = posts.filter(({ role, area, grids }) => {
      if (area !== place.village) return false;
      if (role === 'gridWorker') return place.grid === null || grids.includes(place.grid);
      return role === 'villageCadre' || role === 'villageSecretary';
    });
    const inTown = posts.filter(({ role }) => role === 'townOfficer' || role === 'townLeader');
    const found = await this.people([...inVillage, ...inTown].map(({ person }) => person).concat(duty ?? []));
    const refs = (ids: readonly string[]) => [...new Set(ids)].flatMap((id) => found.get(id) ?? []);
    return {
      village: refs(inVillage.map(({ person }) => person)),
      town: refs([...(duty === null ? [] : [duty]), ...inTown.map(({ person }) => person)]),
    };
  }

  /** The grid worker and the help person of a household; null where nobody is. */
  async servantsOf(place: CasePlace): Promise<{ gridWorker: string | null; helpPerson: string | null }> {
    const posts = await this.staff.posts(this.database.read(), place, this.today());
    const gridWorker = posts.find(
      ({ role, grids }) => role === 'gridWorker' && grids.includes(place.grid ?? ''),
    );
    const helpPerson = posts.find(
      ({ role, households }) => role === 'helpPerson' && households.includes(place.household ?? ''),
    );
    return { gridWorker: gridWorker?.person ?? null, helpPerson: helpPerson?.person ?? null };
  }

  /** Who holds the role of that line of the roster of an area; null where it is not of that area. */
  async holderOf(line: string, area: string): Promise<string | null> {
    const post = await this.staff.post(line);
    return post && contains(area, post.area) ? post.person : null;
  }

  /** Everybody on the roster of a town, or of a county with its towns, as of today. */
  async page(
    area: string,
    { after, limit }: { after?: string | undefined; limit: number },
  ): Promise<{ items: RosterLine[]; next: string | null }> {
    const found = await this.staff.page(area, this.today(), { after, limit: limit + 1 });
    const shown = found.slice(0, limit);
    const persons = new Map(
      (await this.persons.byIds(shown.map(({ person }) => person))).map((person) => [person.id, person]),
    );
    const items = shown.map((post) => ({
      id: post.id,
      name: persons.get(post.person)?.name ?? '',
      role: post.role,
      title: post.line ? lines[post.line] : roleTitles[post.role],
      areaName: this.areas.nameOf(post.area),
      grids: post.grids.map((grid) => this.areas.nameOf(grid)),
      line: post.line,
      from: post.from,
      to: post.to,
      bound: (persons.get(post.person)?.openid ?? null) !== null,
    }));
    return { items, next: found.length > limit ? (shown.at(-1)?.id ?? null) : null };
  }

  /** Who is on duty in a town from one day to another. */
  async duties(town: string, from: Day, to: Day): Promise<{ day: Day; person: PersonRef }[]> {
    const found = await this.staff.duties(town, from, to);
    const refs = await this.people(found.map(({ person }) => person));
    return found.flatMap(({ day, person }) => {
      const ref = refs.get(person);
      return ref ? [{ day, person: ref }] : [];
    });
  }

  /** 骝马村 网格员; 镇教办 */
  title({ role, area, line }: Pick<Post, 'role' | 'area' | 'line'>): string {
    if (line) return lines[line];
    return levelOf[role] === 'village' ? `${this.areas.nameOf(area)} ${roleTitles[role]}` : roleTitles[role];
  }

  private async rosterOf(db: Reader, place: Pick<CasePlace, 'county' | 'town'>): Promise<Roster> {
    const day = this.today();
    return this.memory.of(`${place.county}|${place.town}|${day}`, db, async () => {
      const [posts, leaves, duty] = await Promise.all([
        this.staff.posts(db, place, day),
        this.leaves.inForce(db, day),
        this.staff.dutyOf(db, place.town, day),
      ]);
      return { day, posts, covers: new Map(leaves.map(({ person, cover }) => [person, cover])), duty };
    });
  }

  private today(): Day {
    return dayOf(this.clock.iso());
  }
}

const nobodyYet = (place: CasePlace) =>
  ({
    place,
    line: null,
    person: null,
    actor: { person: '', level: 'town' },
    owner: null,
    exclude: [],
  }) as const;

const isOn = ({ from, to }: Post, day: Day): boolean => from <= day && (to === null || day <= to);

function highest(posts: readonly Post[]): Post | undefined {
  const rank = ({ role }: Post): number => levels.findIndex((level) => level === levelOf[role]);
  return posts.toSorted((a, b) => rank(b) - rank(a))[0];
}
