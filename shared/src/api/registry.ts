import * as z from 'zod';
import { day, done, fileRef, id, instant, page, paging, personRef } from './common.js';
import { endpoint } from './endpoint.js';

/** A member of a household as a reader may see one. */
export const memberView = z.object({
  id,
  name: z.string(),
  relation: z.string(),
  /** Years; null where not known. Of minors staff see relation and school only. */
  age: z.int().nullable(),
  birthDate: z.string().nullable(),
  resident: z.boolean(),
});

/** A household as a reader may see it. */
export const householdView = z.object({
  id,
  head: z.string(),
  village: z.string(),
  villageName: z.string(),
  group: z.int(),
  grid: z.string().nullable(),
  /** Masked unless revealed. */
  phone: z.string().nullable(),
  members: z.array(memberView),
  contacts: z.array(personRef),
  gridWorker: personRef.nullable(),
  helpPerson: personRef.nullable(),
  /** Phones that say they belong to it and wait for a cadre's word. */
  claims: z.array(z.object({ person: id, name: z.string(), phone: z.string().nullable(), at: instant })),
  cases: z.array(
    z.object({ id, number: z.string(), title: z.string(), says: z.string(), open: z.boolean(), at: instant }),
  ),
});

/** A household as a reader may see it. */
export type HouseholdView = z.output<typeof householdView>;

/** The registry of households. */
export const householdApi = {
  mine: endpoint({
    method: 'GET',
    path: '/households/mine',
    access: 'signedIn',
    summary: 'The reader’s own household, once confirmed.',
    input: z.strictObject({}),
    output: z.object({ household: householdView.nullable() }),
  }),
  search: endpoint({
    method: 'POST',
    path: '/households/search',
    access: 'staff',
    summary:
      'Households within reach by name of head or member, by keyset; a name never stands in an address.',
    input: z.strictObject({ q: z.string().max(40).optional(), ...paging }),
    output: page(
      z.object({
        id,
        head: z.string(),
        village: z.string(),
        villageName: z.string(),
        group: z.int(),
        people: z.int(),
        openCases: z.int(),
      }),
    ),
  }),
  get: endpoint({
    method: 'GET',
    path: '/households/:id',
    access: 'staff',
    summary: 'One household; the look is kept and shown to it.',
    input: z.strictObject({ id }),
    output: householdView,
  }),
  reveal: endpoint({
    method: 'POST',
    path: '/households/:id/reveal',
    access: 'staff',
    stepUp: true,
    summary: 'Shows one masked field; asks a reason, which the household sees.',
    input: z.strictObject({
      id,
      requestId: id,
      field: z.enum(['phone', 'birthDate']),
      member: id.optional(),
      reason: z.string().min(2).max(100),
    }),
    output: z.object({ value: z.string().nullable() }),
  }),
  confirm: endpoint({
    method: 'POST',
    path: '/households/:id/confirm',
    access: ['gridWorker', 'villageCadre', 'villageSecretary'],
    summary: 'A cadre who knows them confirms, or not, that a phone belongs to the household.',
    input: z.strictObject({ id, requestId: id, person: id, belongs: z.boolean() }),
    output: householdView,
  }),
} as const;

/** A message of the inbox. */
export const message = z.object({
  id,
  at: instant,
  title: z.string(),
  body: z.string(),
  /** What it is about: opens that page. */
  about: z.object({ kind: z.enum(['case', 'notice', 'leave', 'none']), id: z.string().nullable() }),
  waiting: z.boolean(),
  urgent: z.boolean(),
  readAt: instant.nullable(),
});

/** A message of the inbox. */
export type Message = z.output<typeof message>;

/** The inbox: the first channel, of which WeChat is an echo. */
export const messageApi = {
  list: endpoint({
    method: 'GET',
    path: '/messages',
    access: 'signedIn',
    summary: 'The inbox, newest first.',
    input: z.strictObject({ ...paging }),
    output: z.object({
      items: z.array(message),
      next: z.string().nullable(),
      unread: z.int(),
      waiting: z.int(),
    }),
  }),
  read: endpoint({
    method: 'POST',
    path: '/messages/read',
    access: 'signedIn',
    summary: 'Marks messages as read: those named, or all that tell of a record which was opened.',
    input: z.strictObject({ ids: z.array(id).min(1).max(100).optional(), about: id.optional() }),
    output: done,
  }),
  quota: endpoint({
    method: 'POST',
    path: '/messages/quota',
    access: 'signedIn',
    summary:
      'What the person answered to WeChat’s question about messages; a hint, the platform’s own event decides.',
    input: z.strictObject({
      requestId: id,
      answers: z
        .array(
          z.strictObject({
            template: z.string().max(64),
            answer: z.enum(['accept', 'reject', 'ban', 'filter']),
          }),
        )
        .max(6),
    }),
    output: done,
  }),
} as const;

/** Uploads and signed reads. */
export const fileApi = {
  upload: endpoint({
    method: 'POST',
    path: '/files',
    access: 'signedIn',
    wire: 'file',
    summary:
      'Stores one photo, recording, signature or document under the id that its maker chose; the same id twice is one file.',
    input: z.strictObject({
      id,
      kind: z.enum(['photo', 'voice', 'document', 'signature']),
      seconds: z.coerce.number().min(0).max(600).optional(),
    }),
    output: fileRef,
  }),
  read: endpoint({
    method: 'GET',
    path: '/files/:id',
    access: 'public',
    wire: 'bytes',
    summary: 'The bytes behind a signed link, for five minutes.',
    input: z.strictObject({
      id,
      until: z.coerce.number().int(),
      for: z.string().max(64),
      sig: z.string().max(128),
    }),
    output: z.unknown(),
  }),
} as const;

const pushed = z.strictObject({
  signature: z.string().max(64).optional(),
  msg_signature: z.string().max(64).optional(),
  timestamp: z.string().max(20).optional(),
  nonce: z.string().max(64).optional(),
  echostr: z.string().max(64).optional(),
  encrypt_type: z.string().max(8).optional(),
  openid: z.string().max(64).optional(),
});

/** What WeChat sends to the address that its console holds. */
export const pushApi = {
  verify: endpoint({
    method: 'GET',
    path: '/wechat/push',
    access: 'public',
    wire: 'bytes',
    summary: 'Answers WeChat’s question whether the address of the message push is ours.',
    input: pushed,
    output: z.unknown(),
  }),
  take: endpoint({
    method: 'POST',
    path: '/wechat/push',
    access: 'public',
    wire: 'raw',
    summary:
      'One message of WeChat, signed and sealed: answers to cards, what became of them, checks of media.',
    input: pushed,
    output: z.unknown(),
  }),
} as const;

/** Trying it out: exists in the demo and in tests only. */
export const demoApi = {
  state: endpoint({
    method: 'GET',
    path: '/demo',
    access: 'public',
    demoOnly: true,
    summary: 'The personas with a sentence of what to try, and the demo’s day.',
    input: z.strictObject({}),
    output: z.object({
      now: instant,
      today: day,
      offsetDays: z.int(),
      personas: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          title: z.string(),
          tries: z.string(),
          staff: z.boolean(),
        }),
      ),
    }),
  }),
  move: endpoint({
    method: 'POST',
    path: '/demo/day',
    access: 'public',
    demoOnly: true,
    summary: 'Moves the demo’s day on; everything that falls due in between happens.',
    input: z.strictObject({ days: z.int().min(1).max(30) }),
    output: z.object({ now: instant, today: day, offsetDays: z.int() }),
  }),
  wechat: endpoint({
    method: 'GET',
    path: '/demo/wechat',
    access: 'public',
    demoOnly: true,
    summary: 'What WeChat would have received, newest first.',
    input: z.strictObject({}),
    output: z.object({
      items: z.array(
        z.object({ at: instant, to: z.string(), channel: z.string(), words: z.string(), result: z.string() }),
      ),
    }),
  }),
} as const;
