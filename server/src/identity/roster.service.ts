import { Inject, Injectable } from '@nestjs/common';
import { lines } from '@songtao/shared/access/line.js';
import { levelOf, levels, roleTitles, type Level } from '@songtao/shared/access/role.js';
import type { Scope } from '@songtao/shared/access/scope.js';
import type { PersonRef } from '@songtao/shared/api/common.js';
import { dayOf, type Day } from '@songtao/shared/calendar/calendar.js';
import type { Category } from '@songtao/shared/category/registry.js';
import { AreaService } from '../area/area.service.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { AppError } from '../platform/errors.js';
import type { Reader } from '../platform/tx.js';
import { LeaveStore, type Leave } from './leave.store.js';
import { PersonStore } from './person.store.js';
import { route, worksAt, type CasePlace, type Post, type Roster, type RouteRequest } from './route.js';
import { StaffStore } from './staff.store.js';

/** The task that seeks a holder, and the kind of case it is of. */
export type FindRequest = RouteRequest & { readonly category: Category };

/** Who works where today, who stands in for whom, and who is to do what. */
@Injectable()
export class RosterService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(StaffStore) private readonly staff: StaffStore,
    @Inject(LeaveStore) private readonly leaves: LeaveStore,
    @Inject(PersonStore) private readonly persons: PersonStore,
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
    const [persons, roles] = await Promise.all([
      this.persons.byIds(wanted, db),
      this.staff.historyOf(wanted, db),
    ]);
    const today = this.today();
    return new Map(
      persons.map(({ id, name, phone }) => {
        const own = roles.filter(({ person }) => person === id);
        const living = own.filter((post) => isOn(post, today));
        const post = highest(living) ?? own.at(-1);
        return [
          id,
          { id, name, role: post ? this.title(post) : '', phone: living.length > 0 ? phone : null },
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

  /** The leader of a town, or whoever stands in; a town without one is led by whoever is on duty. */
  async leaderOf(db: Reader, place: CasePlace): Promise<string> {
    const roster = await this.rosterOf(db, place);
    const nobody = { person: '', level: 'town' } as const;
    const request = { place, line: null, person: null, actor: nobody, owner: null, exclude: [] };
    for (const { person } of roster.posts.filter(({ role }) => role === 'townLeader')) {
      const found = route({ ...request, assign: { to: 'person', field: 'leader' }, person }, roster);
      if (found) return found.person;
    }
    const found = route({ ...request, assign: { to: 'town' } }, roster);
    if (!found) throw new AppError('broken', { details: { assign: 'townLeader' } });
    return found.person;
  }

  /** Agreed leave in force at that moment. */
  covers(at: string): Promise<Pick<Leave, 'person' | 'cover' | 'from' | 'to'>[]> {
    return this.leaves.inForce(this.database.read(), dayOf(at));
  }

  /** Those of them who hold a staff role today. */
  async living(people: readonly string[]): Promise<Set<string>> {
    const roles = await this.staff.rolesOf([...new Set(people)], this.today());
    return new Set(roles.map(({ person }) => person));
  }

  /** The person on duty in the town today. */
  onDuty(town: string): Promise<string | null> {
    return this.staff.dutyOf(this.database.read(), town, this.today());
  }

  /** 骝马村 网格员; 镇教办 */
  title({ role, area, line }: Pick<Post, 'role' | 'area' | 'line'>): string {
    if (line) return lines[line];
    return levelOf[role] === 'village' ? `${this.areas.nameOf(area)} ${roleTitles[role]}` : roleTitles[role];
  }

  private async rosterOf(db: Reader, place: Pick<CasePlace, 'county' | 'town'>): Promise<Roster> {
    const day = this.today();
    const [posts, leaves, duty] = await Promise.all([
      this.staff.posts(db, place, day),
      this.leaves.inForce(db, day),
      this.staff.dutyOf(db, place.town, day),
    ]);
    return { day, posts, covers: new Map(leaves.map(({ person, cover }) => [person, cover])), duty };
  }

  private today(): Day {
    return dayOf(this.clock.iso());
  }
}

const isOn = ({ from, to }: Post, day: Day): boolean => from <= day && (to === null || day <= to);

function highest(posts: readonly Post[]): Post | undefined {
  const rank = ({ role }: Post): number => levels.findIndex((level) => level === levelOf[role]);
  return posts.toSorted((a, b) => rank(b) - rank(a))[0];
}
