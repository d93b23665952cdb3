import * as z from 'zod';
import { need, noticeStates, plainMax, question } from '../notice/notice.js';
import { day, done, fileRef, id, instant, page, paging } from './common.js';
import { endpoint } from './endpoint.js';

const kind = z.enum(['policy', 'announcement', 'publicNotice']);

/** One line of a list of notices. */
export const noticeLine = z.object({
  id,
  kind,
  state: z.enum(noticeStates),
  title: z.string(),
  /** Who should look, or what came out of it. */
  sub: z.string().nullable(),
  needs: z.array(need),
  publishedAt: instant.nullable(),
  /** Last day on which it hangs or holds. */
  lastDay: day.nullable(),
  daysLeft: z.int().nullable(),
  seconds: z.number().nullable(),
  audio: fileRef.nullable(),
  read: z.boolean(),
  households: z.int().nullable(),
});

/** One line of a list of notices. */
export type NoticeLine = z.output<typeof noticeLine>;

const content = {
  title: z.string().min(1).max(30),
  officialTitle: z.string().max(80),
  /** At most 150 characters, one short sentence a line. */
  plain: z.string().max(plainMax),
  body: z.string().max(20_000),
  needs: z.array(need).max(7),
  steps: z.array(z.object({ title: z.string().min(1).max(16), text: z.string().max(60) })).max(6),
  questions: z.array(question).max(3),
  audio: id.nullable(),
  contact: z
    .object({
      name: z.string().max(20),
      role: z.string().max(30),
      phone: z.string().max(20),
      hours: z.string().max(30),
    })
    .nullable(),
  document: z
    .object({ name: z.string().max(80), number: z.string().max(40), issuer: z.string().max(40) })
    .nullable(),
  effectiveFrom: day.nullable(),
  effectiveTo: day.nullable(),
  /** Village, town or county code of those who are told. */
  area: z.string().max(16),
};

/** A notice as a reader sees it. */
export const noticeView = noticeLine.extend({
  ...content,
  version: z.int(),
  audio: fileRef.nullable(),
  areaName: z.string(),
  writer: z.string().nullable(),
  checker: z.string().nullable(),
  note: z.string().nullable(),
  /** Of a 公示: head's name, group and general class, and nothing else. */
  items: z.array(z.object({ household: id, name: z.string(), group: z.int(), class: z.string() })),
  posted: instant.nullable(),
  firstFullDay: day.nullable(),
  removedOn: day.nullable(),
  fullDaysPassed: z.int().nullable(),
  fullDays: z.int().nullable(),
  phones: z.array(z.object({ name: z.string(), phone: z.string() })),
  /** Receipt number of this reader's own objection. */
  objected: z.string().nullable(),
  openObjections: z.int().nullable(),
  abilities: z.array(
    z.object({
      action: z.enum(['edit', 'submit', 'publish', 'return', 'withdraw']),
      title: z.string(),
      blockedBy: z.string().nullable(),
    }),
  ),
});

/** A notice as a reader sees it. */
export type NoticeView = z.output<typeof noticeView>;

/** Something found in a text that must not be public. */
export const finding = z.object({
  kind: z.enum(['idNumber', 'phone', 'bank', 'illness', 'minor']),
  text: z.string(),
  start: z.int(),
  end: z.int(),
});

const staffWriters = ['villageCadre', 'villageSecretary', 'townOfficer', 'townLine', 'townLeader'] as const;

/** Policies, announcements and public notices. */
export const noticeApi = {
  list: endpoint({
    method: 'GET',
    path: '/notices',
    access: 'signedIn',
    summary:
      'What is published for this reader, or, for staff, what is being written; expired ones are left out.',
    input: z.strictObject({
      kind: kind.optional(),
      need: need.optional(),
      drafts: z.enum(['yes']).optional(),
      ended: z.enum(['yes']).optional(),
      ...paging,
    }),
    output: page(noticeLine),
  }),
  search: endpoint({
    method: 'POST',
    path: '/notices/search',
    access: 'signedIn',
    summary: 'What is published for this reader and answers some words; a question may name an illness.',
    input: z.strictObject({
      kind: kind.optional(),
      need: need.optional(),
      q: z.string().max(40).default(''),
      ...paging,
    }),
    output: page(noticeLine),
  }),
  get: endpoint({
    method: 'GET',
    path: '/notices/:id',
    access: 'signedIn',
    summary: 'One notice; one that has expired or was withdrawn answers 410.',
    input: z.strictObject({ id }),
    output: noticeView,
  }),
  read: endpoint({
    method: 'POST',
    path: '/notices/:id/read',
    access: 'signedIn',
    summary: 'Keeps that this reader opened it.',
    input: z.strictObject({ id }),
    output: done,
  }),
  write: endpoint({
    method: 'PUT',
    path: '/notices/:id',
    access: staffWriters,
    summary: 'Writes a draft of a policy or an announcement; the id is made by the writer.',
    input: z.strictObject({
      id,
      requestId: id,
      kind: z.enum(['policy', 'announcement']),
      version: z.int().min(0),
      ...content,
    }),
    output: noticeView,
  }),
  submit: endpoint({
    method: 'POST',
    path: '/notices/:id/submit',
    access: staffWriters,
    summary:
      'Hands a draft to another person to check; refused without plain words, sound, dates, number and a person to call.',
    input: z.strictObject({ id, requestId: id, version: z.int(), checker: id }),
    output: noticeView,
  }),
  publish: endpoint({
    method: 'POST',
    path: '/notices/:id/publish',
    access: staffWriters,
    stepUp: true,
    summary: 'The second person publishes it.',
    input: z.strictObject({ id, requestId: id, version: z.int() }),
    output: noticeView,
  }),
  sendBack: endpoint({
    method: 'POST',
    path: '/notices/:id/return',
    access: staffWriters,
    summary: 'The second person gives it back with a note.',
    input: z.strictObject({ id, requestId: id, version: z.int(), note: z.string().min(1).max(200) }),
    output: noticeView,
  }),
  withdraw: endpoint({
    method: 'POST',
    path: '/notices/:id/withdraw',
    access: staffWriters,
    summary: 'Takes it off before its time.',
    input: z.strictObject({ id, requestId: id, version: z.int(), reason: z.string().min(1).max(200) }),
    output: noticeView,
  }),
  preview: endpoint({
    method: 'POST',
    path: '/notices/preview',
    access: ['villageCadre', 'villageSecretary'],
    summary: 'What neighbours would see of these cases, with everything found that may not be public.',
    input: z.strictObject({ cases: z.array(id).min(1).max(50), title: z.string().min(1).max(30).optional() }),
    output: z.object({
      title: z.string(),
      items: z.array(
        z.object({
          case: id,
          version: z.int(),
          name: z.string(),
          group: z.int(),
          class: z.string(),
          blockedBy: z.string().nullable(),
        }),
      ),
      firstFullDay: day,
      lastDay: day,
      removedOn: day,
      fullDays: z.int(),
      phones: z.array(z.object({ name: z.string(), phone: z.string() })),
      findings: z.array(finding),
    }),
  }),
  post: endpoint({
    method: 'POST',
    path: '/notices/post',
    access: ['villageCadre', 'villageSecretary'],
    stepUp: true,
    summary: 'Posts one 公示 for one or more cases of the village.',
    input: z.strictObject({
      id,
      requestId: id,
      title: z.string().min(1).max(30).optional(),
      cases: z
        .array(z.strictObject({ id, version: z.int() }))
        .min(1)
        .max(50),
    }),
    output: noticeView,
  }),
  sheet: endpoint({
    method: 'GET',
    path: '/notices/:id/sheet',
    access: 'staff',
    wire: 'bytes',
    summary: 'The notice as a sheet to print and hang up.',
    input: z.strictObject({ id }),
    output: z.unknown(),
  }),
  checkers: endpoint({
    method: 'GET',
    path: '/notices/:id/checkers',
    access: staffWriters,
    summary: 'People who may check it: anybody who may write notices there but the writer.',
    input: z.strictObject({ id }),
    output: z.object({ items: z.array(z.object({ id, name: z.string(), role: z.string() })) }),
  }),
} as const;
