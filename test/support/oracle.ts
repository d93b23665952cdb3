import { actingOn, type Acting } from '@songtao/shared/access/acting.js';
import { mayLoad, reaches } from '@songtao/shared/access/scope.js';
import type { Endpoint } from '@songtao/shared/api/endpoint.js';
import { workflowOf } from '@songtao/shared/category/registry.js';
import type { Section } from '@songtao/shared/workflow/define.js';
import { place, type Actor, type People } from './people.js';
import {
  areaHolds,
  isOfMeetings,
  listensTo,
  opensHouse,
  opensNotice,
  partiesOf,
  placedOf,
  placeOf,
  sideOf,
  villageNamed,
  writesAt,
} from './rules.js';
import type { CaseThing, Noun, Things } from './things.js';

/** How an object lies to whoever asks for it. */
export type Relation = 'same village' | 'other village' | 'other town' | 'deleted' | 'nobody’s';

/** One thing by its id, and who may load it: said by the rules of shared/ and by what is known of the actor, never by the server. */
export interface Thing {
  readonly noun: Noun;
  readonly name: string;
  readonly id: string;
  readonly version: number;
  /** The village in which it lies; a town's or county's code for what lies above. */
  readonly village: string | null;
  /** Opens to that person. */
  readonly opens: (actor: Actor) => boolean;
  /** May be named by that person, though its page may stay shut: whatever lies outside does not exist. */
  readonly exists: (actor: Actor) => boolean;
}

/** A word that was planted once, and who may read it. */
export interface Mark {
  readonly text: string;
  readonly what: string;
  readonly mayRead: (actor: Actor) => boolean;
}

/** What everybody may see of everything that was planted. */
export class Oracle {
  readonly things: readonly Thing[];
  readonly marks: readonly Mark[];

  constructor(
    private readonly people: People,
    private readonly planted: Things,
  ) {
    this.things = [...this.objects(), ...this.nothing()];
    this.marks = [
      ...this.wordsOfHouses(),
      ...this.wordsOfPeople(),
      ...this.wordsOfCases(),
      ...this.wordsOfNotices(),
      ...this.otherWords(),
    ];
  }

  of(noun: Noun): readonly Thing[] {
    return this.things.filter((thing) => thing.noun === noun);
  }

  /** The status with which an endpoint sends away whoever may not call it at all; null where it does not. */
  shut({ access }: Pick<Endpoint, 'access'>, { person, scope }: Actor): 401 | 403 | null {
    if (access === 'public') return null;
    if (person === '') return 401;
    if (access === 'signedIn') return null;
    const held = scope.grants.map(({ role }) => role);
    const fits = access === 'staff' ? held.length > 0 : held.some((role) => access.includes(role));
    return fits ? null : 403;
  }

  relation({ village, name }: Thing, { scope }: Actor): Relation {
    if (village === null) return name === 'deleted' ? 'deleted' : 'nobody’s';
    const areas = [...scope.grants.map(({ area }) => area), ...(scope.village ? [scope.village] : [])];
    if (areas.some((area) => areaHolds(area, village))) return 'same village';
    return areas.some((area) => area.slice(0, 9) === village.slice(0, 9)) ? 'other village' : 'other town';
  }

  capacities(actor: Actor, { loaded }: CaseThing): readonly Acting[] {
    return actingOn(actor.scope, placedOf(loaded), partiesOf(actor, loaded));
  }

  /** Is this act for one of those as whom that person stands to the case? */
  mayAct(actor: Actor, name: string, act: string): boolean {
    const thing = this.planted.case(name);
    const { category } = thing.loaded.head;
    const as = this.capacities(actor, thing);
    const holds = (isMain: boolean): boolean =>
      thing.loaded.state.tasks.some(
        ({ holder, main }) =>
          (main || !isMain) &&
          as.some((each) => each.kind === 'role' && [actor.person, each.for].includes(holder)),
      );
    return (workflowOf(category).actions[act]?.who ?? []).some((who) => {
      if (who === 'system') return false;
      if (who === 'owner' || who === 'holder') return holds(who === 'owner');
      if ('roles' in who) return as.some((each) => each.kind === 'role' && who.roles.includes(each.role));
      return as.some((each) => each.kind === 'party' && who.parties.includes(each.party));
    });
  }

  private *objects(): Iterable<Thing> {
    for (const [name, { loaded }] of this.planted.cases) {
      const opens = (actor: Actor): boolean =>
        mayLoad(actor.scope, placedOf(loaded), partiesOf(actor, loaded).length > 0);
      const { id, village } = loaded.head;
      yield { noun: 'case', name, id, village, version: loaded.state.version, opens, exists: opens };
    }
    for (const [name, house] of this.people.houses) {
      const { village } = place[house.at];
      const opens = (actor: Actor): boolean => opensHouse(actor, house);
      const exists = (actor: Actor): boolean =>
        opens(actor) || actor.scope.grants.some((grant) => reaches(grant, placeOf(house)));
      yield { noun: 'household', name, id: house.id, village, version: 0, opens, exists };
      yield { noun: 'member', name, id: house.member, village, version: 0, opens, exists };
    }
    for (const [name, { notice }] of this.planted.notices) {
      const opens = (actor: Actor): boolean => opensNotice(actor, notice, this.people.town.now);
      const { id, area: village, version } = notice;
      yield {
        noun: 'notice',
        name,
        id,
        village,
        version,
        opens,
        exists: (actor) => listensTo(actor, notice),
      };
    }
    for (const [name, { id, at }] of this.planted.meetings) {
      const { village } = place[at];
      const opens = (actor: Actor): boolean => isOfMeetings(actor, village);
      yield { noun: 'meeting', name, id, village, version: 0, opens, exists: opens };
    }
    for (const [name, { id, between }] of this.planted.leaves) {
      const opens = ({ person }: Actor): boolean => between.includes(person);
      yield { noun: 'leave', name, id, village: villageNamed(name), version: 0, opens, exists: opens };
    }
    for (const [name, at] of [
      ['home claimed', 'ours'],
      ['cadreNext', 'next'],
      ['cadreAway', 'otherTown'],
    ] as const) {
      const everybody = (): boolean => true;
      const { person: id } = this.people.actor(name);
      const { village } = place[at];
      yield { noun: 'person', name, id, village, version: 0, opens: everybody, exists: everybody };
    }
    for (const [name, { id, owner }] of this.planted.files) {
      const isOwn = ({ person }: Actor): boolean => person === owner;
      yield { noun: 'file', name, id, village: villageNamed(name), version: 0, opens: isOwn, exists: isOwn };
    }
  }

  private *nothing(): Iterable<Thing> {
    const never = { version: 1, village: null, opens: () => false, exists: () => false };
    for (const noun of Object.keys(this.planted.deleted) as Noun[]) {
      yield { ...never, noun, name: 'deleted', id: this.planted.deleted[noun] };
      yield { ...never, noun, name: 'nobody’s', id: '01920000-0000-7000-8000-0000000000ff' };
    }
  }

  private *wordsOfHouses(): Iterable<Mark> {
    for (const [name, house] of this.people.houses) {
      const isOwn = ({ scope }: Actor): boolean => scope.household === house.id;
      const opens = (actor: Actor): boolean => opensHouse(actor, house);
      const cases = [...this.planted.cases.values()].filter(
        ({ loaded }) => loaded.head.household === house.id,
      );
      const sees = (actor: Actor): boolean =>
        cases.some((each) => this.sections(actor, each).has('story') || this.asStaff(actor, each));
      const dials = ({ scope, person }: Actor): boolean =>
        cases.some(({ loaded }) =>
          loaded.state.tasks.some(({ holder }) =>
            [person, ...scope.grants.flatMap((grant) => grant.for ?? [])].includes(holder),
          ),
        );
      const isNamed = (actor: Actor): boolean => this.hangs(house.id, actor);
      yield {
        text: house.head,
        what: `head of ${name}`,
        mayRead: (actor) => opens(actor) || sees(actor) || isNamed(actor),
      };
      yield { text: house.adult, what: `member of ${name}`, mayRead: opens };
      yield { text: house.child, what: `child of ${name}`, mayRead: isOwn };
      yield { text: house.birthDate, what: `birth date in ${name}`, mayRead: opens };
      yield { text: house.phone, what: `phone of ${name}`, mayRead: (actor) => opens(actor) || dials(actor) };
      yield {
        text: house.id,
        what: `id of ${name}`,
        mayRead: (actor) => opens(actor) || sees(actor) || isNamed(actor) || actor.name === `home ${name}`,
      };
    }
  }

  private *wordsOfPeople(): Iterable<Mark> {
    for (const [name, text] of this.people.names) {
      const house = this.people.house(name);
      const claims = (actor: Actor): boolean => name === 'claimed' && opensHouse(actor, house);
      const isOwn = (actor: Actor): boolean => actor.name === `home ${name}`;
      yield {
        text,
        what: `name of whoever lives in ${name}`,
        mayRead: (actor) => isOwn(actor) || this.mayKnow(actor, `home ${name}`) || claims(actor),
      };
    }
  }

  private *wordsOfCases(): Iterable<Mark> {
    for (const [name, thing] of this.planted.cases) {
      const { head } = thing.loaded;
      const loads = (actor: Actor): boolean => this.capacities(actor, thing).length > 0;
      const reads = (section: Section) => (actor: Actor) => this.sections(actor, thing).has(section);
      yield { text: head.id, what: `id of case ${name}`, mayRead: loads };
      yield { text: thing.words, what: `words of ${name}`, mayRead: reads('story') };
      const photo = this.planted.files.get(name);
      if (photo)
        yield {
          text: photo.id,
          what: `photo of ${name}`,
          mayRead: (actor) => reads('story')(actor) || actor.person === photo.owner,
        };
    }
  }

  private *wordsOfNotices(): Iterable<Mark> {
    for (const [name, { notice }] of this.planted.notices) {
      if (notice.kind === 'publicNotice') continue;
      const opens = (actor: Actor): boolean =>
        opensNotice(actor, notice, this.people.town.now) ||
        (listensTo(actor, notice) && (notice.state === 'withdrawn' || notice.state === 'published'));
      yield { text: notice.title, what: `title of ${name}`, mayRead: opens };
      yield { text: notice.plain, what: `words of ${name}`, mayRead: opens };
      yield {
        text: notice.note ?? '-',
        what: `note of ${name}`,
        mayRead: (actor) => writesAt(actor, notice.area),
      };
    }
  }

  private *otherWords(): Iterable<Mark> {
    const said = (name: string): string => {
      const text = this.planted.said.get(name);
      if (!text) throw new Error(`nobody said ${name}`);
      return text;
    };
    const ours = place.ours.village;
    const checked = this.planted.case('checked');
    const lined = this.planted.case('lined');
    yield {
      text: said('flags of the comparison'),
      what: 'flags of the comparison',
      mayRead: (actor) => this.sections(actor, checked).has('forms') && this.asStaff(actor, checked),
    };
    yield {
      text: said('what the line is asked'),
      what: 'what the line is asked',
      mayRead: (actor) =>
        this.asStaff(actor, lined) &&
        (this.sections(actor, lined).has('forms') || this.sections(actor, lined).has('errand')),
    };
    yield {
      text: said('kinship'),
      what: 'kinship',
      mayRead: (actor) => isOfMeetings(actor, ours) && this.asStaff(actor, checked),
    };
    yield {
      text: said('representative'),
      what: 'representative',
      mayRead: (actor) => isOfMeetings(actor, ours),
    };
    yield {
      text: said('reason of a look'),
      what: 'reason of a look',
      mayRead: ({ scope }) => scope.household === this.people.house('ours').id,
    };
    for (const [name, { at, id }] of this.planted.meetings) {
      const mayRead = (actor: Actor): boolean => isOfMeetings(actor, place[at].village);
      yield { text: said(`meeting ${at}`), what: `place of the meeting ${name}`, mayRead };
      yield { text: said(`roster ${at}`), what: `roster of the meeting ${name}`, mayRead };
      yield { text: id, what: `id of the meeting ${name}`, mayRead };
    }
    for (const [name, { id, between }] of this.planted.leaves)
      yield { text: id, what: `leave ${name}`, mayRead: ({ person }) => between.includes(person) };
  }

  private sections(actor: Actor, thing: CaseThing): ReadonlySet<Section> {
    const { sees } = workflowOf(thing.loaded.head.category);
    return new Set(this.capacities(actor, thing).flatMap((as) => sees[sideOf(as)]));
  }

  private asStaff(actor: Actor, thing: CaseThing): boolean {
    return this.capacities(actor, thing).some(({ kind }) => kind === 'role');
  }

  /** Stands a household's name on a 公示 that this person may read? */
  private hangs(household: string, actor: Actor): boolean {
    const wall = this.planted.notices.get('wall');
    const isOn = this.planted.case('posted').loaded.head.household === household;
    return isOn && wall !== undefined && opensNotice(actor, wall.notice, this.people.town.now);
  }

  // Whoever spoke for others is known to those who read the case; one who asked to be hidden to the town alone.
  private mayKnow(actor: Actor, name: string): boolean {
    const { person } = this.people.actor(name);
    return [...this.planted.cases.values()].some((thing) => {
      const own = thing.loaded.parties.filter((party) => party.person === person);
      if (own.length === 0) return false;
      const isHidden = own.some(({ party, hidden }) => party === 'reporter' && hidden);
      const as = this.capacities(actor, thing);
      const isAbove = as.some((each) => each.kind === 'role' && each.level !== 'village');
      return isHidden
        ? isAbove
        : as.some((each) => each.kind === 'role') || this.sections(actor, thing).has('timeline');
    });
  }
}
