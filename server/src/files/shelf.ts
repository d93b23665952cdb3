import type { Readable } from 'node:stream';

/** A part of a file, first and last byte included. */
export interface Slice {
  readonly start: number;
  readonly end: number;
}

/** Where finished files lie, each under a place of its own and never changed. */
export abstract class Shelf {
  /** Takes a finished file of the disk; when it answers, the file outlives a power cut. */
  abstract put(path: string, place: string): Promise<void>;

  /** The bytes of a place; null where there is nothing. */
  abstract read(place: string, slice?: Slice): Promise<Readable | null>;

  abstract drop(place: string): Promise<void>;

  /** The places that are older than a moment. */
  abstract olderThan(before: Date): Promise<string[]>;
}
