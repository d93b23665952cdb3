import * as z from 'zod';
import { done, id, instant } from './common.js';
import { endpoint } from './endpoint.js';
import { openedSession } from './session.js';

/** Six digits of an authenticator, or the ten of a recovery code. */
const code = z.string().regex(/^\d{6}(\d{4})?$/);

/** The second factor of staff (RFC 6238, six digits every thirty seconds). Five wrong codes lock it for fifteen minutes. */
export const factorApi = {
  state: endpoint({
    method: 'GET',
    path: '/me/second-factor',
    access: 'staff',
    summary: 'Whether this person has a second factor, and until when this session has shown it.',
    input: z.strictObject({}),
    output: z.object({
      enrolled: z.boolean(),
      /** Recovery codes that were not used yet. */
      recoveryLeft: z.int(),
      shownUntil: instant.nullable(),
      lockedUntil: instant.nullable(),
    }),
  }),
  begin: endpoint({
    method: 'POST',
    path: '/me/second-factor',
    access: 'staff',
    summary:
      'Makes a new key for an authenticator; it holds once its first code came back. Replacing one asks for the old one.',
    input: z.strictObject({}),
    output: z.object({
      /** Base32, to be typed. */
      key: z.string(),
      /** `otpauth://`, to be scanned. */
      uri: z.string(),
    }),
  }),
  confirm: endpoint({
    method: 'PUT',
    path: '/me/second-factor',
    access: 'staff',
    summary: 'The first code of the new key; answers the recovery codes, this once.',
    input: z.strictObject({ code }),
    output: z.object({ recovery: z.array(z.string()) }),
  }),
  show: endpoint({
    method: 'POST',
    path: '/me/step-up',
    access: 'staff',
    summary: 'Shows the second factor: what asks for it is open to this session for some hours.',
    input: z.strictObject({ code }),
    output: z.object({ until: instant }),
  }),
  reset: endpoint({
    method: 'POST',
    path: '/staff/:id/second-factor/reset',
    access: ['admin'],
    stepUp: true,
    summary:
      'Takes away the second factor of the person of this line of the roster, and ends all sessions of that person, who is told why.',
    input: z.strictObject({ id, requestId: id, reason: z.string().min(2).max(100) }),
    output: done,
  }),
} as const;

/** Signing a browser in with a phone: the browser draws a ticket, the phone looks at it and lets it in or not, the browser fetches its session. */
export const ticketApi = {
  draw: endpoint({
    method: 'POST',
    path: '/tickets',
    access: 'public',
    summary:
      'A ticket of this browser, good for two minutes and once; `secret` is known to this browser alone.',
    input: z.strictObject({}),
    output: z.object({
      id,
      secret: z.string(),
      /** Two digits that stand on the page and have to be found on the phone. */
      number: z.string(),
      expires: instant,
    }),
  }),
  fetch: endpoint({
    method: 'POST',
    path: '/tickets/:id/session',
    access: 'public',
    summary: 'The session of a ticket that was let in; null while nobody has answered.',
    input: z.strictObject({ id, secret: z.string().max(64) }),
    output: z.object({ session: openedSession.nullable() }),
  }),
  look: endpoint({
    method: 'GET',
    path: '/tickets/:id',
    access: 'staff',
    summary: 'What would be let in, and the numbers of which one stands on its page.',
    input: z.strictObject({ id }),
    output: z.object({
      device: z.string(),
      address: z.string(),
      sameNetwork: z.boolean(),
      drawnAt: instant,
      numbers: z.array(z.string()),
    }),
  }),
  letIn: endpoint({
    method: 'POST',
    path: '/tickets/:id/let-in',
    access: 'staff',
    stepUp: true,
    summary: 'Lets the browser in as oneself; a number that does not stand on its page spoils the ticket.',
    input: z.strictObject({ id, number: z.string().regex(/^\d{2}$/) }),
    output: done,
  }),
  refuse: endpoint({
    method: 'POST',
    path: '/tickets/:id/refuse',
    access: 'staff',
    summary: 'It was not I.',
    input: z.strictObject({ id }),
    output: done,
  }),
} as const;

/** One's own sessions. */
export const openSessionApi = {
  list: endpoint({
    method: 'GET',
    path: '/me/sessions',
    access: 'staff',
    summary: 'Where one is signed in, the latest first.',
    input: z.strictObject({}),
    output: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          browser: z.boolean(),
          /** What it runs on, as it said itself. */
          device: z.string().nullable(),
          openedAt: instant.nullable(),
          current: z.boolean(),
        }),
      ),
    }),
  }),
  end: endpoint({
    method: 'DELETE',
    path: '/me/sessions/:id',
    access: 'staff',
    summary: 'Ends one of one’s own sessions.',
    input: z.strictObject({ id: z.string().max(64) }),
    output: done,
  }),
} as const;
