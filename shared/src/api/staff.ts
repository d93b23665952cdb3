import * as z from 'zod';
import { lineKeys } from '../access/line.js';
import { day, done, id, instant, page, paging, personRef, roleKey } from './common.js';
import { endpoint } from './endpoint.js';

/** Areas, staff, leave, duty and parameters. */
export const staffApi = {
  areas: endpoint({
    method: 'GET',
    path: '/areas',
    access: 'public',
    summary: 'Villages and communities of the town.',
    input: z.strictObject({}),
    output: z.object({
      town: z.string(),
      townName: z.string(),
      villages: z.array(z.object({ code: z.string(), name: z.string(), type: z.string() })),
    }),
  }),
  roster: endpoint({
    method: 'GET',
    path: '/staff',
    access: ['admin', 'townOfficer', 'townLeader'],
    summary: 'The roster as of today.',
    input: z.strictObject({ ...paging }),
    output: page(
      z.object({
        id,
        name: z.string(),
        role: roleKey,
        title: z.string(),
        areaName: z.string(),
        grids: z.array(z.string()),
        line: z.enum(lineKeys).nullable(),
        from: day,
        to: day.nullable(),
        bound: z.boolean(),
      }),
    ),
  }),
  leaves: endpoint({
    method: 'GET',
    path: '/leaves',
    access: 'staff',
    summary: 'One’s own leave, and leave that asks oneself for cover.',
    input: z.strictObject({}),
    output: z.object({
      items: z.array(
        z.object({
          id,
          person: personRef,
          cover: personRef,
          from: day,
          to: day,
          state: z.enum(['asked', 'agreed', 'declined', 'cancelled']),
          answeredAt: instant.nullable(),
          mine: z.boolean(),
          tasks: z.int(),
        }),
      ),
      colleagues: z.array(personRef),
    }),
  }),
  askLeave: endpoint({
    method: 'POST',
    path: '/leaves',
    access: 'staff',
    summary: 'Asks a colleague to cover; leave holds only once the colleague has agreed.',
    input: z.strictObject({ id, requestId: id, cover: id, from: day, to: day }),
    output: done,
  }),
  answerLeave: endpoint({
    method: 'POST',
    path: '/leaves/:id/answer',
    access: 'staff',
    summary: 'The colleague agrees or not; the person on leave may cancel.',
    input: z.strictObject({ id, requestId: id, answer: z.enum(['agreed', 'declined', 'cancelled']) }),
    output: done,
  }),
  duty: endpoint({
    method: 'GET',
    path: '/duty',
    access: 'staff',
    summary: 'Who is on duty in the town, day by day.',
    input: z.strictObject({}),
    output: z.object({ items: z.array(z.object({ day, person: personRef })) }),
  }),
  params: endpoint({
    method: 'GET',
    path: '/params',
    access: ['admin', 'townOfficer', 'townLeader'],
    summary: 'Policy parameters in force today, with their document numbers.',
    input: z.strictObject({}),
    output: z.object({
      items: z.array(
        z.object({
          key: z.string(),
          value: z.string().nullable(),
          unit: z.string(),
          note: z.string(),
          document: z.string().nullable(),
          validFrom: day,
          region: z.string(),
        }),
      ),
    }),
  }),
} as const;
