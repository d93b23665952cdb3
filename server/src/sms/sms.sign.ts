import { createHash, createHmac } from 'node:crypto';

/** The two halves of a key pair; the second never leaves the house. */
export interface SmsKey {
  readonly secretId: string;
  readonly secretKey: string;
}

/** What a signature covers. */
export interface Signed {
  readonly service: string;
  readonly host: string;
  readonly contentType: string;
  readonly payload: string;
  /** Seconds since 1970; the provider refuses one that is five minutes off. */
  readonly timestamp: number;
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
const mac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** The Authorization header of TC3-HMAC-SHA256. */
export function authorization(
  { secretId, secretKey }: SmsKey,
  { service, host, contentType, payload, timestamp }: Signed,
): string {
  const day = new Date(timestamp * 1000).toISOString().slice(0, 10);
  const scope = `${day}/${service}/tc3_request`;
  const headers = `content-type:${contentType}\nhost:${host}\n`;
  const request = ['POST', '/', '', headers, 'content-type;host', digest(payload)].join('\n');
  const text = ['TC3-HMAC-SHA256', timestamp, scope, digest(request)].join('\n');
  const key = mac(mac(mac(`TC3${secretKey}`, day), service), 'tc3_request');
  const signature = mac(key, text).toString('hex');
  return `TC3-HMAC-SHA256 Credential=${secretId}/${scope}, SignedHeaders=content-type;host, Signature=${signature}`;
}
