import type { meetingApi } from '@songtao/shared/api/case.js';
import type { OutputOf } from '@songtao/shared/api/endpoint.js';
import { atTime, type Day, type Instant } from '@songtao/shared/calendar/calendar.js';

/** Meetings of the case's village, its roster, and how many must vote. */
export type Book = OutputOf<typeof meetingApi.list>;

/** Who came, as it stands on the screen. */
export interface Room {
  /** Everybody of the roster who came. */
  readonly present: readonly string[];
  /** Those who leave the room beside the kin. */
  readonly recused: readonly string[];
}

/** The figures over the roll. */
export interface Count {
  readonly called: number;
  readonly came: number;
  readonly needed: number;
  readonly recused: number;
  /** Those who came and stay. */
  readonly voters: number;
  /** How many are missing; 0 when there are enough. */
  readonly short: number;
}

/** Relatives of the household: they leave the room whoever asks. */
export const kinOf = ({ roster }: Book): Book['roster'] => roster.filter(({ kinship }) => kinship !== null);

/** Everybody who leaves the room. */
export function recusedOf(book: Book, { recused }: Room): string[] {
  return [...new Set([...kinOf(book).map(({ id }) => id), ...recused])];
}

/** Counts the room as the procedure does: of the roster, those who came and are not recused. */
export function countRoom(book: Book, room: Room): Count {
  const out = recusedOf(book, room);
  const came = book.roster.filter(({ id }) => room.present.includes(id));
  const voters = came.filter(({ id }) => !out.includes(id)).length;
  return {
    called: book.roster.length,
    came: came.length,
    needed: book.needed,
    recused: out.length,
    voters,
    short: Math.max(0, book.needed - voters, voters === 0 ? 1 : 0),
  };
}

/** Whether the votes are those of the people in the room, in words. */
export function votesWords(
  { came, voters }: Count,
  votes: number,
): { fits: boolean; title: string; line: string } {
  const left = came - voters;
  const room = left > 0 ? `到会${came}人减回避${left}人` : `到会${came}人`;
  if (votes === voters) return { fits: true, title: '票数对得上', line: `投票${votes}人，等于${room}` };
  const off = Math.abs(votes - voters);
  const line = `${room}，该有${voters}票，现在${votes}票`;
  return { fits: false, title: votes < voters ? `还差${off}票` : `多了${off}票`, line };
}

/** 15:00 of a day as a moment; null where it is no time of day. */
export function momentOf(day: Day, clock: string): Instant | null {
  const parts = /^([01]?\d|2[0-3])[:：.点]([0-5]\d)$/.exec(clock.trim());
  return parts ? atTime(day, Number(parts[1]) * 60 + Number(parts[2])) : null;
}
