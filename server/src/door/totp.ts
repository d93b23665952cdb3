import { Secret, TOTP } from 'otpauth';

const STEP_S = 30;
const KEY_BYTES = 20;

// What every authenticator takes, and some take nothing else: SHA-1, six digits, thirty seconds.
const totp = (key: string): TOTP =>
  new TOTP({ issuer: '松涛守望', label: '工作人员', secret: Secret.fromBase32(key), period: STEP_S });

/** 160 random bits in base32, as RFC 4226 asks. */
export function newKey(): string {
  return new Secret({ size: KEY_BYTES }).base32;
}

/** What an authenticator reads from a picture. It names nobody. */
export function keyUri(key: string): string {
  return totp(key).toString();
}

/** The time step to which a code belongs, of this moment or the one before or after it; null where it is wrong. */
export function stepOf(key: string, code: string, now: Date): number | null {
  const timestamp = now.getTime();
  const delta = totp(key).validate({ token: code, timestamp, window: 1 });
  return delta === null ? null : Math.floor(timestamp / 1_000 / STEP_S) + delta;
}
