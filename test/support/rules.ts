import type { Acting } from '@songtao/shared/access/acting.js';
import { levelOf, type StaffRole } from '@songtao/shared/access/role.js';
import { reachOf, reaches, type Placed } from '@songtao/shared/access/scope.js';
import { noticeApi } from '@songtao/shared/api/notice.js';
import type { Side } from '@songtao/shared/workflow/define.js';
import type { Notice } from '../../server/src/notice/notice.model.js';
import { place, type Actor, type House } from './people.js';
import type { CaseThing } from './things.js';

// Who may open what, once more and in other words than the server's: where the two differ one of them is wrong.

const takesPart: readonly StaffRole[] = [
  'villageCadre',
  'villageSecretary',
  'stationedTeam',
  'firstSecretary',
  'townOfficer',
  'townLeader',
];

export const areaHolds = (area: string, code: string): boolean => code.startsWith(area);

/** Line and help persons see what they were asked, everybody else of the staff what the level sees. */
export function sideOf(as: Acting): Side {
  if (as.kind === 'party') return as.party;
  if (as.kind === 'system') throw new Error('nobody reads as the engine');
  return as.role === 'townLine' || as.role === 'helpPerson' ? as.role : as.level;
}

type Loaded = CaseThing['loaded'];

export const placedOf = ({ head, state }: Loaded): Placed => ({
  ...head,
  floor: state.floor,
  reached: state.reached,
});

export const partiesOf = ({ person }: Actor, { parties }: Loaded) =>
  parties.filter((each) => each.person === person).map(({ party }) => party);

export const placeOf = (house: House): Placed => ({
  ...place[house.at],
  grid: house.grid,
  household: house.id,
  line: null,
  floor: 'village',
  reached: 'county',
});

/** A file of a household is its own, its village's and its town's; the county and a line have no reason to open it. */
export function opensHouse({ scope }: Actor, house: House): boolean {
  return (
    scope.household === house.id ||
    scope.grants.some((grant) => {
      const reach = reachOf(grant);
      return (
        reach !== null &&
        reach.level !== 'county' &&
        grant.role !== 'townLine' &&
        reaches(grant, placeOf(house))
      );
    })
  );
}

const writers = noticeApi.write.access as readonly string[];

export const writesAt = ({ scope }: Actor, area: string): boolean =>
  scope.grants.some((grant) => writers.includes(grant.role) && areaHolds(grant.area, area));

/** One listens to one's village and to what lies around it, and to everything where one works; names on a wall are for the village, and for those who work for all of it. */
export function listensTo({ scope }: Actor, { kind, area }: Notice): boolean {
  if (kind === 'publicNotice') {
    const isNeighbour = scope.household !== null && scope.village === area;
    const works = scope.grants.some(
      ({ role, area: own }) =>
        levelOf[role] !== null && role !== 'townLine' && role !== 'helpPerson' && areaHolds(own, area),
    );
    return isNeighbour || works;
  }
  const lives = scope.village ?? place.ours.town;
  return (
    [lives, ...scope.grants.map((grant) => grant.area)].some((own) => areaHolds(area, own)) ||
    scope.grants.some((grant) => areaHolds(grant.area, area))
  );
}

export function opensNotice(actor: Actor, notice: Notice, now: string): boolean {
  if (!listensTo(actor, notice)) return false;
  const isLive =
    notice.state === 'published' && (notice.startsAt ?? now) <= now && (notice.endsAt ?? now) > now;
  return (
    isLive || (notice.state !== 'withdrawn' && notice.state !== 'published' && writesAt(actor, notice.area))
  );
}

export const isOfMeetings = ({ scope }: Actor, village: string): boolean =>
  scope.grants.some(({ role, area }) => takesPart.includes(role) && areaHolds(area, village));

// Leaves and files are named after the place of whoever they are of.
export function villageNamed(name: string): string {
  if (name === 'next' || name === 'spokenForByStaff') return place.next.village;
  return name === 'away' ? place.otherTown.village : place.ours.village;
}
