import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config/config.js';
import type { SealedColumn } from './data-map.js';

const VERSION = 'v1';
const IV_BYTES = 12;

/** Where a sealed value lives; a value moved to another row or column does not open. */
export type Place = SealedColumn & {
  /** The primary key; of several columns joined by colons. */
  readonly rowId: string;
};

const associated = ({ table, column, rowId }: Place): Buffer => Buffer.from(`${table}.${column}.${rowId}`);

/** Field encryption, blind indexes and signatures. */
@Injectable()
export class Crypto {
  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'keys'>) {}

  /** `v1.keyId.iv.ct.tag`: AES-256-GCM under the first field key. */
  seal(place: Place, plain: string): string {
    const [current] = this.config.keys.fields;
    if (!current) throw new Error('no field key');
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', current.key, iv).setAAD(associated(place));
    const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    const parts = [iv, sealed, cipher.getAuthTag()].map((part) => part.toString('base64url'));
    return [VERSION, current.id, ...parts].join('.');
  }

  /** Throws where the value was sealed elsewhere, changed, or under a key that is no longer listed. */
  open(place: Place, sealed: string): string {
    const [version, keyId, ...parts] = sealed.split('.');
    const [iv, text, tag] = parts.map((part) => Buffer.from(part, 'base64url'));
    const key = this.config.keys.fields.find((each) => each.id === keyId)?.key;
    if (version !== VERSION || !key || !iv || !text || !tag)
      throw new Error(`cannot open ${place.table}.${place.column}`);
    const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: 16 });
    decipher.setAAD(associated(place)).setAuthTag(tag);
    return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
  }

  /** What each key makes of a fixed word, by `field.<id>` and `index`: another key makes another thing of it. */
  proofs(): Map<string, string> {
    const proofOf = (key: Buffer) => createHmac('sha256', key).update('songtao.key').digest('base64url');
    const fields = this.config.keys.fields.map(({ id, key }) => [`field.${id}`, proofOf(key)] as const);
    return new Map([...fields, ['index', proofOf(this.config.keys.index)]]);
  }

  /** For exact lookup of what is sealed; `purpose` keeps equal values of different columns apart. */
  blindIndex(purpose: string, value: string): string {
    const normal = value.normalize('NFKC').replace(/\s/g, '').toUpperCase();
    return createHmac('sha256', this.config.keys.index).update(`${purpose}\0${normal}`).digest('base64url');
  }

  /** A keyed digest of any JSON value, the same whatever the order of its keys. */
  digest(value: unknown): string {
    return createHmac('sha256', this.config.keys.index).update(canonicalJson(value)).digest('base64url');
  }

  /** Signs what a link says, such as object, person and end. */
  sign(...parts: readonly (string | number)[]): string {
    return createHmac('sha256', this.config.keys.link).update(JSON.stringify(parts)).digest('base64url');
  }

  isSigned(signature: string, ...parts: readonly (string | number)[]): boolean {
    const right = Buffer.from(this.sign(...parts));
    const given = Buffer.from(signature);
    return right.length === given.length && timingSafeEqual(right, given);
  }
}

/** A new secret for a session: 256 bits. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored in place of a token; a token has 256 bits, so no salt is needed. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** JSON with sorted keys, so that equal values have equal texts. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
