import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import type { PushSecrets } from '../../server/src/wechat/wechat.push.js';

/** The signature of WeChat: its parts in order of the alphabet. */
export const sha1 = (...parts: string[]): string =>
  createHash('sha1').update(parts.sort().join('')).digest('hex');

/** A message as WeChat pushes it in safe mode: sealed with our key, signed with our token. */
export function sealPush(message: unknown, { appid, token, aesKey }: PushSecrets, timestamp: string) {
  const key = Buffer.from(`${aesKey}=`, 'base64');
  const text = Buffer.from(JSON.stringify(message));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  const full = Buffer.concat([randomBytes(16), length, text, Buffer.from(appid)]);
  const pad = 32 - (full.length % 32);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([full, Buffer.alloc(pad, pad)]);
  const Encrypt = Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64');
  return {
    query: { timestamp, nonce: 'n', msg_signature: sha1(token, timestamp, 'n', Encrypt) },
    body: { ToUserName: 'gh_1', Encrypt },
  };
}
