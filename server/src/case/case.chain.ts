import { createHash, randomBytes } from 'node:crypto';
import type { Row } from '@songtao/shared/workflow/fold.js';
import { canonicalJson } from '../platform/crypto.js';

/** The sealed part of a row: its form and the salt, so that erasing the envelope leaves the chain whole and the digest unguessable. */
export interface Envelope {
  readonly salt: string;
  readonly form: Readonly<Record<string, unknown>>;
}

/** A fresh envelope round a form. */
export const enclose = (form: Row['form']): Envelope => ({ salt: randomBytes(16).toString('base64'), form });

/** SHA-256 over salt and canonical form. */
export const digestOf = (envelope: Envelope): string => sha256(envelope.salt + canonicalJson(envelope.form));

/** Hash of a row, hung on the hash of the one before it. */
export function hashOf(
  previous: string,
  caseId: string,
  row: Omit<Row, 'form'> & { digest: string },
): string {
  const { seq, action, actor, as, at, decided, digest } = row;
  return sha256(previous + canonicalJson({ caseId, seq, action, actor, as, at, decided, digest }));
}

/** The first row hangs on this. */
export const chainStart = '0'.repeat(64);

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
