import * as z from 'zod';
import { categoryKeys } from '../category/registry.js';
import { worklistKeys } from '../worklist/worklist.js';
import { day, fileRef, id, instant, page, paging, personRef } from './common.js';
import { endpoint } from './endpoint.js';
import { receipt } from './receipt.js';

const ability = z.object({
  action: z.string(),
  title: z.string(),
  main: z.boolean(),
  /** Id of the form; the client has it compiled in. */
  form: z.string().nullable(),
  screen: z.enum(['publicNotice', 'join']).nullable(),
  blockedBy: z.object({ code: z.string(), words: z.string() }).optional(),
});

/** What a person may do to a case now. */
export type AbilityView = z.output<typeof ability>;

const sentence = z.object({
  /** What happened last, in this reader's words, and when. */
  done: z.string().nullable(),
  doneAt: instant.nullable(),
  /** What comes next, and until when. */
  next: z.string().nullable(),
  until: instant.nullable(),
  /** It waits for the reader. */
  mine: z.boolean(),
});

/** One line of a list of cases. */
export const caseLine = z.object({
  id,
  number: z.string(),
  category: z.enum(categoryKeys),
  /** 看病花钱多 for the villager, the procedure's name where there is no kind. */
  title: z.string(),
  status: z.string(),
  kind: z.enum(['open', 'waiting', 'closed']),
  step: z.string(),
  urgent: z.boolean(),
  version: z.int(),
  /** Head of the household and where, for staff; null for villagers. */
  person: z.string().nullable(),
  place: z.string().nullable(),
  reportedAt: instant,
  sentence,
  /** Filled in the lists from which rows are acted on at once: the reason why this one may not be. */
  blockedBy: z.string().nullable(),
});

/** One line of a list of cases. */
export type CaseLine = z.output<typeof caseLine>;

/** One task of 今天. */
export const taskLine = z.object({
  caseId: id,
  number: z.string(),
  key: z.string(),
  /** At most 14 characters, an act; never the hardship. */
  title: z.string(),
  /** Place, without the hardship. */
  place: z.string(),
  person: z.string(),
  due: instant,
  opened: instant,
  urgent: z.boolean(),
  overdue: z.boolean(),
  /** Name of the absent colleague who is covered. */
  coverFor: z.string().nullable(),
});

/** One task of 今天. */
export type TaskLine = z.output<typeof taskLine>;

/** The page of a case, as this reader may see it: a section that is not for the reader is null. */
export const caseView = caseLine.extend({
  steps: z.array(
    z.object({
      key: z.string(),
      title: z.string(),
      hint: z.string().nullable(),
      done: instant.nullable(),
      by: instant.nullable(),
      now: z.boolean(),
      /** Who did it, in words. */
      who: z.string().nullable(),
    }),
  ),
  /** 第1天, and the day by which it is decided. */
  dayNumber: z.int(),
  decideBy: instant.nullable(),
  /** The official dates are provisional: the year has no published calendar yet. */
  tentative: z.boolean(),
  holder: personRef.nullable(),
  prepare: z.array(z.string()),
  story: z
    .object({
      kind: z.string().nullable(),
      words: z.string().nullable(),
      voice: z.array(fileRef),
      photos: z.array(fileRef),
      place: z.string().nullable(),
      channel: z.string(),
    })
    .nullable(),
  subject: z
    .object({
      name: z.string(),
      village: z.string(),
      villageName: z.string(),
      group: z.int().nullable(),
      householdId: id.nullable(),
      people: z.int().nullable(),
      phone: z.string().nullable(),
      /** Somebody else reported; null where that is hidden. */
      reporter: z.string().nullable(),
    })
    .nullable(),
  timeline: z.array(z.object({ seq: z.int(), at: instant, words: z.string(), action: z.string() })),
  forms: z.array(
    z.object({
      action: z.string(),
      title: z.string(),
      at: instant,
      actor: z.string(),
      form: z.string(),
      value: z.record(z.string(), z.unknown()),
      files: z.array(fileRef),
    }),
  ),
  /** What was done, with the photos of it: before stands in the story, after here. */
  results: z.array(z.object({ at: instant, words: z.string(), photos: z.array(fileRef) })),
  /** Whom no message reached, for whoever has to call them. */
  calls: z.array(personRef),
  helps: z.array(z.object({ what: z.string(), by: z.string(), on: day, amount: z.int().nullable() })),
  refusal: z
    .object({
      at: instant,
      words: z.string(),
      rule: z.string(),
      door: z.string(),
      doorTitle: z.string(),
      doorTaken: z.boolean(),
      appealUntil: instant,
    })
    .nullable(),
  outcome: z.string().nullable(),
  /** How many others said the same. */
  followers: z.int(),
  links: z.array(
    z.object({ kind: z.string(), caseId: id, number: z.string(), category: z.string(), open: z.boolean() }),
  ),
  mayAppeal: z.boolean(),
  abilities: z.array(ability),
});

/** The page of a case. */
export type CaseView = z.output<typeof caseView>;

const form = z.record(z.string(), z.unknown());

/** Whose matter it is, where it is not the reporter's own household. */
export const subject = z.strictObject({
  household: id.optional(),
  name: z.string().min(1).max(30).optional(),
  phone: z
    .string()
    .regex(/^1\d{10}$/)
    .optional(),
  village: z
    .string()
    .regex(/^\d{12}$/)
    .optional(),
  group: z.int().min(1).max(99).optional(),
});

const worklist = z.enum(worklistKeys);

/** Cases: one route files, one acts, whatever the category. */
export const caseApi = {
  create: endpoint({
    method: 'POST',
    path: '/cases',
    access: 'signedIn',
    summary: 'Files a case; a second one of the same kind on the same household joins the live case.',
    input: z.strictObject({
      id,
      requestId: id,
      category: z.enum(categoryKeys),
      form,
      subject: subject.optional(),
      /** The case appealed against, or the notice (and one household of it) objected to. */
      about: z
        .strictObject({ case: id.optional(), notice: id.optional(), household: id.optional() })
        .optional(),
    }),
    output: receipt,
  }),
  act: endpoint({
    method: 'POST',
    path: '/cases/:id/actions/:action',
    access: 'signedIn',
    summary: 'Does one action to a case; a stale version answers 409 with the current state.',
    input: z.strictObject({
      id,
      action: z.string().max(40),
      requestId: id,
      version: z.int().min(0),
      form: form.default({}),
    }),
    output: caseView,
  }),
  batch: endpoint({
    method: 'POST',
    path: '/cases/batch',
    access: 'staff',
    summary: 'Does one action to several cases, each recorded on its own, with a result for each.',
    input: z.strictObject({
      action: z.string().max(40),
      form: form.default({}),
      items: z
        .array(z.strictObject({ id, requestId: id, version: z.int().min(0) }))
        .min(1)
        .max(50),
    }),
    output: z.object({
      items: z.array(
        z.object({ id, ok: z.boolean(), code: z.string().nullable(), message: z.string().nullable() }),
      ),
    }),
  }),
  get: endpoint({
    method: 'GET',
    path: '/cases/:id',
    access: 'signedIn',
    summary: 'One case as this reader may see it.',
    input: z.strictObject({ id }),
    output: caseView,
  }),
  list: endpoint({
    method: 'GET',
    path: '/cases',
    access: 'signedIn',
    summary: 'A named list of cases by keyset.',
    input: z.strictObject({ worklist: worklist.default('mine'), ...paging }),
    output: page(caseLine),
  }),
  search: endpoint({
    method: 'POST',
    path: '/cases/search',
    access: 'signedIn',
    summary: 'The cases of a named list by number or name; a name never stands in an address.',
    input: z.strictObject({
      worklist: worklist.default('all'),
      q: z.string().max(40).default(''),
      ...paging,
    }),
    output: page(caseLine),
  }),
  today: endpoint({
    method: 'GET',
    path: '/tasks/today',
    access: 'staff',
    summary: 'At most fifteen open tasks of this person: urgent first, then by due time.',
    input: z.strictObject({}),
    output: z.object({
      items: z.array(taskLine),
      total: z.int(),
      urgent: z.int(),
      dueToday: z.int(),
      next: taskLine.nullable(),
    }),
  }),
  join: endpoint({
    method: 'POST',
    path: '/cases/:id/join',
    access: 'staff',
    summary: 'Joins a case to a live one of the same household, by hand.',
    input: z.strictObject({ id, requestId: id, into: id, version: z.int().min(0) }),
    output: caseView,
  }),
  colleagues: endpoint({
    method: 'GET',
    path: '/cases/:id/colleagues',
    access: 'staff',
    summary: 'People to whom this case can be given.',
    input: z.strictObject({ id }),
    output: z.object({ items: z.array(personRef) }),
  }),
} as const;

/** Meetings of a village at which several households may be deliberated. */
export const meetingApi = {
  create: endpoint({
    method: 'POST',
    path: '/meetings',
    access: ['villageCadre', 'villageSecretary'],
    summary: 'Records a meeting: who of the roster came, and its minutes.',
    input: z.strictObject({
      id,
      requestId: id,
      village: z.string().regex(/^\d{12}$/),
      heldAt: instant,
      place: z.string().min(1).max(40),
      present: z.array(id).max(200),
      minutes: z.array(id).max(10),
    }),
    output: z.object({ id }),
  }),
  list: endpoint({
    method: 'GET',
    path: '/meetings',
    access: 'staff',
    summary:
      'Recent meetings of a village and its roster of representatives, with the kin of one case marked.',
    input: z.strictObject({ case: id }),
    output: z.object({
      village: z.string(),
      needed: z.int(),
      roster: z.array(z.object({ id, name: z.string(), kinship: z.string().nullable() })),
      meetings: z.array(
        z.object({ id, heldAt: instant, place: z.string(), present: z.array(id), minutes: z.int() }),
      ),
    }),
  }),
  sheet: endpoint({
    method: 'GET',
    path: '/meetings/:id/sheet',
    access: 'staff',
    stepUp: true,
    wire: 'bytes',
    summary: 'The minutes as a sheet to print and sign.',
    input: z.strictObject({ id }),
    output: z.unknown(),
  }),
} as const;
