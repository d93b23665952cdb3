import type { Endpoint, InputOf, OutputOf } from '@songtao/shared/api/endpoint.js';
import type { StoredBlob } from './blob';
import { callHeaders, settle } from './call';
import { wireRequest } from './call.core';
import { apiBase } from './env';
import { sendFile } from './send-file';

// A photo of 400 KB takes 80 s over a 2G line of 40 kbit/s.
const timeout = 120_000;

/** Sends one kept file to a row of the contract with `wire: 'file'`. The id in the input was made on the phone: sent twice it is received once. */
export async function uploadBlob<E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  blob: StoredBlob,
): Promise<OutputOf<E>> {
  const { url, body = {} } = wireRequest(endpoint, input as Record<string, unknown>, apiBase);
  const given = Object.entries(body).filter(([, value]) => value !== undefined && value !== null);
  const fields = Object.fromEntries(given.map(([key, value]) => [key, String(value)]));
  return (await settle(endpoint, () =>
    sendFile({ url, fields, headers: callHeaders(), blob, timeout }),
  )) as OutputOf<E>;
}
