import * as z from 'zod';
import { caseView } from './case.js';
import { done, id, instant } from './common.js';
import { endpoint } from './endpoint.js';
import { householdView, message } from './registry.js';
import { look, me } from './session.js';

/** Everything that is kept about a person, and what the house owes to whoever is kept in it. */
export const privacyApi = {
  copy: endpoint({
    method: 'GET',
    path: '/me/copy',
    access: 'signedIn',
    summary:
      'A copy of all that is kept about this person, as data and to read; what others said, and who asked to be hidden, is not in it.',
    input: z.strictObject({}),
    output: z.object({
      at: instant,
      /** The same to read, line by line. */
      lines: z.array(z.string()),
      me,
      /** In full: it is one's own. */
      phone: z.string().nullable(),
      consents: z.array(z.object({ at: instant, version: z.string(), given: z.boolean() })),
      household: householdView.nullable(),
      cases: z.array(caseView),
      messages: z.array(message),
      looks: z.array(look),
    }),
  }),
  close: endpoint({
    method: 'POST',
    path: '/me/close',
    access: 'signedIn',
    summary:
      'Closes the account: every phone is signed out, number and WeChat are forgotten, the consent is taken back.',
    input: z.strictObject({ requestId: id }),
    output: done,
  }),
  list: endpoint({
    method: 'GET',
    path: '/data-map',
    access: ['admin', 'townLeader'],
    summary: 'Every field that is kept: how sensitive it is, what for, and for how long.',
    input: z.strictObject({}),
    output: z.object({
      items: z.array(
        z.object({
          field: z.string(),
          class: z.enum(['L1', 'L2', 'L3', 'L4']),
          purpose: z.string(),
          keep: z.string(),
          months: z.int().nullable(),
          sealed: z.boolean(),
        }),
      ),
      /** The jobs of the night: when they last ran, and what remains or is wrong. */
      jobs: z.array(
        z.object({
          job: z.string(),
          at: instant.nullable(),
          done: z.int(),
          remaining: z.int(),
          found: z.string().nullable(),
        }),
      ),
    }),
  }),
} as const;
