// Sealed files: whoever makes a backup cannot read it, and what was changed on the way is not restored.
// A line of JSON with the key (RSA-OAEP, for the private key that lies elsewhere), then AES-256-CTR, then HMAC-SHA-256
// over everything before it. All of it is plain openssl, should this program be lost.
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  privateDecrypt,
  publicEncrypt,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const MAC_BYTES = 32;
const oaep = { oaepHash: 'sha256' };

/** @param {Buffer} secret 80 bytes: key, counter, key of the MAC */
const partsOf = (secret) => [secret.subarray(0, 32), secret.subarray(32, 48), secret.subarray(48)];

/**
 * Seals what comes out of these streams into a file, which has its name once it is whole and on the disk.
 * @param {readonly import('node:stream').Stream[]} source
 * @param {string} path
 * @param {string} publicKey PEM
 */
export async function seal(source, path, publicKey) {
  const secret = randomBytes(80);
  const [key, counter, macKey] = partsOf(secret);
  const head = `${JSON.stringify({ v: 1, key: publicEncrypt({ key: publicKey, ...oaep }, secret).toString('base64') })}\n`;
  const mac = createHmac('sha256', macKey).update(head);
  const frame = new Transform({
    construct(ready) {
      this.push(head);
      ready();
    },
    transform(part, _encoding, done) {
      mac.update(part);
      done(null, part);
    },
    flush(done) {
      done(null, mac.digest());
    },
  });
  const cipher = createCipheriv('aes-256-ctr', key, counter);
  await pipeline(
    ...source,
    cipher,
    frame,
    createWriteStream(`${path}.part`, { flags: 'wx', mode: 0o600, flush: true }),
  );
  await rename(`${path}.part`, path);
}

/** @param {string} path */
async function headOf(path) {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4_096), 0, 4_096, 0);
    const end = buffer.subarray(0, bytesRead).indexOf('\n') + 1;
    if (end === 0 || size < end + MAC_BYTES) throw new Error(`${path}：不是备份文件，或者不完整`);
    const mac = Buffer.alloc(MAC_BYTES);
    await file.read(mac, 0, MAC_BYTES, size - MAC_BYTES);
    const { key } = JSON.parse(buffer.toString('utf8', 0, end));
    return { key: Buffer.from(key, 'base64'), start: end, end: size - MAC_BYTES, mac };
  } finally {
    await file.close();
  }
}

/**
 * The stream that was sealed. Everything is held against the MAC before the first byte comes out.
 * @param {string} path
 * @param {string} privateKey PEM
 */
export async function unseal(path, privateKey) {
  const { key: wrapped, start, end, mac } = await headOf(path);
  const [key, counter, macKey] = partsOf(opened(path, wrapped, privateKey));
  const right = createHmac('sha256', macKey);
  for await (const part of createReadStream(path, { end: end - 1 })) right.update(part);
  if (!timingSafeEqual(right.digest(), mac)) throw new Error(`${path}：内容被改过，不能用`);
  const plain = createDecipheriv('aes-256-ctr', key, counter);
  if (start === end) return plain.end();
  createReadStream(path, { start, end: end - 1 })
    .on('error', (error) => plain.destroy(error))
    .pipe(plain);
  return plain;
}

/**
 * @param {string} path
 * @param {Buffer} wrapped
 * @param {string} privateKey
 */
function opened(path, wrapped, privateKey) {
  try {
    return privateDecrypt({ key: privateKey, ...oaep }, wrapped);
  } catch {
    throw new Error(`${path}：这把私钥打不开它`);
  }
}
