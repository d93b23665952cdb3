import * as z from 'zod';
import { endpoint } from '@songtao/shared/api/endpoint.js';

const ok = z.object({ ok: z.literal(true) });

/** Asked by whoever runs the server. */
export const healthApi = {
  health: endpoint({
    method: 'GET',
    path: '/health',
    access: 'public',
    summary: 'The process answers.',
    input: z.strictObject({}),
    output: ok,
  }),
  ready: endpoint({
    method: 'GET',
    path: '/ready',
    access: 'public',
    summary:
      'Calls may be sent here: the database answers, every migration is done, and the server is not about to stop.',
    input: z.strictObject({}),
    output: ok,
  }),
} as const;
