import * as z from 'zod';
import { roles } from '../access/role.js';

/** A moment on the wire: ISO-8601 in UTC with milliseconds. */
export const instant = z.iso.datetime();

/** A calendar day at +08:00. */
export const day = z.iso.date();

/** An id made by whoever made the record: UUIDv7. */
export const id = z.guid();

/** A person as others see one: name, official role in words, and a number to call where there is one. */
export const personRef = z.object({
  id,
  name: z.string(),
  role: z.string(),
  /** Digits to dial; absent where calling is not offered. */
  phone: z.string().nullable(),
});

/** A person as others see one. */
export type PersonRef = z.output<typeof personRef>;

/** A stored file; `url` is signed and good for five minutes, null while the upload has not arrived. */
export const fileRef = z.object({
  id,
  kind: z.enum(['photo', 'voice', 'document', 'signature']),
  url: z.string().nullable(),
  seconds: z.number().nullable(),
  /** WeChat's check found it doubtful or worse: to be looked at before it is shown to others. */
  flag: z.enum(['review', 'risky']).optional(),
});

/** A stored file. */
export type FileRef = z.output<typeof fileRef>;

/** One page of a list by keyset: `next` is handed back as `after`. */
export const page = <T extends z.ZodType>(
  item: T,
): z.ZodObject<{ items: z.ZodArray<T>; next: z.ZodNullable<z.ZodString> }> =>
  z.object({ items: z.array(item), next: z.string().nullable() });

/** The keys that every list takes. */
export const paging = {
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
};

/** Nothing but the word that it was done. */
export const done = z.object({ ok: z.literal(true) });

/** A role on the wire. */
export const roleKey = z.enum(roles);
