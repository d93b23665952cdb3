import * as z from 'zod';
import { day, done, id, instant, personRef, roleKey } from './common.js';
import { endpoint } from './endpoint.js';

/** The people through whose eyes a stranger tries the demo. */
export const personas = [
  'villager',
  'neighbour',
  'grid',
  'stationed',
  'village',
  'secretary',
  'town',
  'town-leader',
  'county',
  'line',
  'admin',
] as const;

/** One persona of the demo. */
export type Persona = (typeof personas)[number];

/** A session as its phone or browser gets it; the token is nowhere else. */
export const openedSession = z.object({ token: z.string(), expires: instant, staff: z.boolean() });

/** A look at somebody's data, as that person reads it. */
export const look = z.object({
  at: instant,
  by: z.string(),
  what: z.string(),
  reason: z.string().nullable(),
});

/** Where the signed-in person stands. */
export const me = z.object({
  id,
  name: z.string(),
  phone: z.string().nullable(),
  roles: z.array(
    z.object({
      role: roleKey,
      title: z.string(),
      area: z.string(),
      areaName: z.string(),
      line: z.string().nullable(),
    }),
  ),
  household: z
    .object({
      id,
      head: z.string(),
      village: z.string(),
      villageName: z.string(),
      group: z.int(),
      confirmed: z.boolean(),
    })
    .nullable(),
  /** The village said at the first report of somebody without a household. */
  village: z.string().nullable(),
  villageName: z.string().nullable(),
  elder: z.boolean().nullable(),
  readAtOnce: z.boolean(),
  /** Version of the consent that was given, or null. */
  consent: z.string().nullable(),
  unread: z.int(),
  /** Cases that wait for this villager. */
  waiting: z.int(),
  open: z.int(),
  /** Who stands in for this member of staff today. */
  coveredBy: z.string().nullable(),
  wechatBound: z.boolean(),
  owner: z.string(),
  user: z.string(),
  filing: z.string(),
  today: day,
  demo: z.boolean(),
});

/** The signed-in person. */
export type Me = z.output<typeof me>;

const consentVersion = '2026-11';

/** The text in force of what is kept, who sees it and how to take it back. A new text asks again. */
export const consentText = {
  version: consentVersion,
  title: '记下您的话，先问您一声',
  lines: [
    '您说的话、拍的照片，我们存下来。',
    '只给办这件事的人看。',
    '谁看过，您在“我的”里查得到。',
    '不要身份证，不问存款。',
    '不想办了，随时可以收回。',
    '收回以后，不再给人看。',
  ],
} as const;

/** Signing in and the person's own things. */
export const sessionApi = {
  wechat: endpoint({
    method: 'POST',
    path: '/sessions/wechat',
    access: 'public',
    summary: 'Signs in with the one-use code of wx.login.',
    input: z.strictObject({ code: z.string().min(1).max(200) }),
    output: openedSession,
  }),
  cloudRun: endpoint({
    method: 'POST',
    path: '/sessions/cloud-run',
    access: 'public',
    summary:
      'Signs in with the identity that WeChat Cloud Run put into the headers, where the server is told to trust it.',
    input: z.strictObject({}),
    output: openedSession,
  }),
  demo: endpoint({
    method: 'POST',
    path: '/sessions/demo',
    access: 'public',
    demoOnly: true,
    summary: 'Signs in as a persona of the demo.',
    input: z.strictObject({ persona: z.enum(personas) }),
    output: openedSession,
  }),
  leave: endpoint({
    method: 'DELETE',
    path: '/sessions/current',
    access: 'signedIn',
    summary: 'Ends this session.',
    input: z.strictObject({}),
    output: done,
  }),
  me: endpoint({
    method: 'GET',
    path: '/me',
    access: 'signedIn',
    summary: 'The signed-in person.',
    input: z.strictObject({}),
    output: me,
  }),
  settings: endpoint({
    method: 'PUT',
    path: '/me/settings',
    access: 'signedIn',
    summary: 'Elder mode (null follows WeChat), and reading aloud at once.',
    input: z.strictObject({ elder: z.boolean().nullable(), readAtOnce: z.boolean() }),
    output: done,
  }),
  consent: endpoint({
    method: 'PUT',
    path: '/me/consent',
    access: 'signedIn',
    summary: 'Gives or takes back the consent to keep what is said; taking back hides it from staff.',
    input: z.strictObject({ requestId: id, version: z.literal(consentVersion), given: z.boolean() }),
    output: done,
  }),
  phone: endpoint({
    method: 'POST',
    path: '/me/phone',
    access: 'signedIn',
    summary:
      'Binds the phone number behind a one-use code; a matching household shows its own reports, an invited number makes staff.',
    input: z.strictObject({ requestId: id, code: z.string().min(1).max(200) }),
    output: me,
  }),
  village: endpoint({
    method: 'PUT',
    path: '/me/village',
    access: 'signedIn',
    summary: 'The village in which somebody without a household says to live; null for 说不清.',
    input: z.strictObject({ village: z.string().max(16).nullable() }),
    output: done,
  }),
  looks: endpoint({
    method: 'GET',
    path: '/me/looks',
    access: 'signedIn',
    summary: 'Who looked at the data of this person and household, and why.',
    input: z.strictObject({}),
    output: z.object({ items: z.array(look) }),
  }),
  phones: endpoint({
    method: 'GET',
    path: '/phones',
    access: 'signedIn',
    summary: 'Whom to call: village, town duty, and the emergency numbers.',
    input: z.strictObject({}),
    output: z.object({ village: z.array(personRef), town: z.array(personRef), duty: z.string() }),
  }),
} as const;
