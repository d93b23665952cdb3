import type { HouseholdView } from '@songtao/shared/api/registry.js';
import type { Day } from '@songtao/shared/calendar/calendar.js';
import type { Member } from './household.store.js';

const FULL_AGE = 18;

/** Whole years on a day; somebody born on 29 February is a year older on 1 March. */
export function ageOn(birthDate: Day, day: Day): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/** Whoever's birth date is not known counts as of age: the head of a household without dates is no child. */
export const isMinor = ({ birthDate }: Pick<Member, 'birthDate'>, day: Day): boolean =>
  birthDate !== null && ageOn(birthDate, day) < FULL_AGE;

/** The head first, then the eldest; whoever's birth date is not known at the end. */
export function inOrder(members: readonly Member[]): Member[] {
  const rank = ({ relation, birthDate }: Member): string => (relation === '户主' ? '' : (birthDate ?? '~'));
  return members.toSorted((a, b) => (rank(a) < rank(b) ? -1 : Number(rank(a) > rank(b))));
}

/** A member in one's own file, and in a file that staff opened: there a child is its relation only, and birth dates are masked. */
export function asShown(member: Member, reader: 'own' | 'staff', day: Day): HouseholdView['members'][number] {
  const { id, name, relation, birthDate, resident } = member;
  const age = birthDate === null ? null : ageOn(birthDate, day);
  if (reader === 'own') return { id, name, relation, age, birthDate, resident };
  if (isMinor(member, day)) return { id, name: relation, relation, age: null, birthDate: null, resident };
  return { id, name, relation, age, birthDate: birthDate && `${birthDate.slice(0, 4)}-**-**`, resident };
}
