import type { Line } from '@songtao/shared/access/line.js';
import { between } from '@songtao/shared/access/scope.js';
import { levelOf, levels, type Level, type StaffRole } from '@songtao/shared/access/role.js';
import type { Day } from '@songtao/shared/calendar/calendar.js';
import { levelAbove, type Assign } from '@songtao/shared/workflow/define.js';

/** One role of one person, from its first day to its last. */
export interface Post {
  readonly person: string;
  readonly role: StaffRole;
  readonly area: string;
  readonly grids: readonly string[];
  readonly line: Line | null;
  readonly from: Day;
  readonly to: Day | null;
}

/** Who works in a town and the county above it on one day. */
export interface Roster {
  readonly day: Day;
  readonly posts: readonly Post[];
  /** Person on agreed leave that day -> the colleague who stands in. */
  readonly covers: ReadonlyMap<string, string>;
  /** Who is on duty in the town that day. */
  readonly duty: string | null;
}

/** Where a case is. */
export interface CasePlace {
  readonly county: string;
  readonly town: string;
  readonly village: string;
  readonly grid: string | null;
  readonly household: string | null;
  /** The lowest and the highest level that may load it, once it is there. */
  readonly floor?: Level;
  readonly reached?: Level;
}

/** A person at the level at which a task is held. */
export interface Held {
  readonly person: string;
  readonly level: Level;
}

/** The task that seeks a holder. */
export interface RouteRequest {
  readonly assign: Assign;
  readonly place: CasePlace;
  /** The line that the form names. */
  readonly line: Line | null;
  /** The person whom the form names. */
  readonly person: string | null;
  readonly actor: Held;
  readonly owner: Held | null;
  /** Earlier handlers: somebody else is found where there is one. */
  readonly exclude: readonly string[];
}

/** The holder of a task: nobody absent, nobody whose role is over; null where nobody in town or county could be it, or the person named is not theirs. */
export function route(request: RouteRequest, roster: Roster): Held | null {
  const posts = roster.posts.filter(
    ({ from, to }) => from <= roster.day && (to === null || roster.day <= to),
  );
  const search = new Search(request, { ...roster, posts });
  return search.holder();
}

class Search {
  private readonly living: ReadonlySet<string>;

  constructor(
    private readonly request: RouteRequest,
    private readonly roster: Roster,
  ) {
    this.living = new Set(
      roster.posts.filter(({ role }) => levelOf[role] !== null).map(({ person }) => person),
    );
  }

  holder(): Held | null {
    const { assign, owner } = this.request;
    if (assign.to === 'person') return this.first(this.named());
    const last = assign.to === 'oneLevelUp' && owner ? owner.person : null;
    const wanted = [...this.candidates(), ...this.anybody()];
    // A single officer in the whole place answers for it, even a second time.
    return this.first(wanted, last) ?? this.first(wanted);
  }

  private candidates(): readonly Held[] {
    const { assign, owner, actor, line } = this.request;
    switch (assign.to) {
      case 'keep':
        return [...(owner ? [owner] : []), ...this.routed()];
      case 'actor':
        return [actor, ...this.routed()];
      case 'routed':
      case 'person':
        return this.routed();
      case 'village':
        return othersFirst(this.village(), owner ? [owner.person] : []);
      case 'line':
        return [...this.ofRole('townLine', (post) => line !== null && post.line === line), ...this.town()];
      case 'oneLevelUp':
        return this.at(levelAbove((owner ?? actor).level));
      case 'oneLevelDown':
        return this.at(levelBelow((owner ?? actor).level));
      default:
        return this.at(assign.to);
    }
  }

  private at(level: Level): readonly Held[] {
    if (level === 'village') return this.routed();
    return othersFirst(level === 'town' ? this.town() : this.county(), this.request.exclude);
  }

  private routed(): readonly Held[] {
    const { grid } = this.request.place;
    const own = this.ofRole('gridWorker', (post) => grid !== null && post.grids.includes(grid));
    return [...own, ...this.village(), ...this.town()];
  }

  private village(): readonly Held[] {
    return [...this.ofRole('villageCadre'), ...this.ofRole('villageSecretary')];
  }

  private town(): readonly Held[] {
    const { duty } = this.roster;
    const onDuty: readonly Held[] = duty === null ? [] : [{ person: duty, level: 'town' }];
    return [...onDuty, ...this.ofRole('townOfficer'), ...this.ofRole('townLeader')];
  }

  private county(): readonly Held[] {
    return this.ofRole('countyOfficer');
  }

  private anybody(): readonly Held[] {
    return [...this.town(), ...this.county(), ...this.village()];
  }

  private named(): readonly Held[] {
    const { person, place } = this.request;
    const post = this.roster.posts.find((each) => each.person === person && worksAt(each, place));
    return post ? [held(post)] : [];
  }

  private ofRole(role: StaffRole, fits: (post: Post) => boolean = () => true): readonly Held[] {
    const level = levelOf[role];
    const area = role === 'gridWorker' || level === null ? null : this.request.place[level];
    return this.roster.posts
      .filter((post) => post.role === role && (area === null || post.area === area) && fits(post))
      .map(held);
  }

  private first(candidates: readonly Held[], avoid: string | null = null): Held | null {
    for (const { person, level } of candidates) {
      const present = this.present(person);
      if (present !== null && present !== avoid) return { person: present, level };
    }
    return null;
  }

  /** The person, or whoever stands in; covers of covers are followed, a ring leads to nobody. */
  private present(person: string): string | null {
    const seen = new Set<string>();
    let current = person;
    for (
      let cover = this.roster.covers.get(current);
      cover !== undefined;
      cover = this.roster.covers.get(current)
    ) {
      if (seen.has(current)) return null;
      seen.add(current);
      current = cover;
    }
    return this.living.has(current) ? current : null;
  }
}

/** Whether a post reaches a case at this place whatever it is about: lines and help persons do not, nor a level to which it is not open. */
export function worksAt({ role, area, grids }: Post, place: CasePlace): boolean {
  const level = levelOf[role];
  if (level === null || role === 'helpPerson' || role === 'townLine') return false;
  if (!between(place.floor ?? level, level, place.reached ?? level)) return false;
  if (role === 'gridWorker') return place.grid !== null && grids.includes(place.grid);
  return area === place[level];
}

const held = ({ person, role }: Post): Held => ({ person, level: levelOf[role] ?? 'town' });

const othersFirst = (found: readonly Held[], handlers: readonly string[]): readonly Held[] => [
  ...found.filter(({ person }) => !handlers.includes(person)),
  ...found.filter(({ person }) => handlers.includes(person)),
];

const levelBelow = (level: Level): Level => levels[Math.max(levels.indexOf(level) - 1, 0)] ?? level;
