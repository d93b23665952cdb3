import { describe, expect, it } from '@jest/globals';
import { keyUri, newKey, stepOf } from './totp.js';

// The secret of RFC 6238, appendix B, in base32; its codes of eight digits end in these six.
const key = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const vectors = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
] as const;

const at = (seconds: number): Date => new Date(seconds * 1_000);

describe('codes of an authenticator', () => {
  it.each(vectors)('at %d s it is %s (RFC 6238)', (seconds, code) => {
    const step = Math.floor(seconds / 30);
    expect(stepOf(key, code, at(seconds))).toBe(step);
    expect(stepOf(key, code, at(step * 30 - 1))).toBe(step);
    expect(stepOf(key, code, at(step * 30 + 59))).toBe(step);
  });

  it('are wrong a minute before and a minute after, with another key, and in another form', () => {
    expect(stepOf(key, '287082', at(30 + 60))).toBeNull();
    expect(stepOf(key, '050471', at(1_111_111_111 - 61))).toBeNull();
    expect(stepOf(newKey(), '287082', at(59))).toBeNull();
    expect(stepOf(key, '87082', at(59))).toBeNull();
  });

  it('come from keys of 160 bits, in a form that authenticators read and that names nobody', () => {
    expect(newKey()).toMatch(/^[A-Z2-7]{32}$/);
    expect(newKey()).not.toBe(newKey());
    expect(keyUri(key)).toContain(`secret=${key}`);
    expect(decodeURIComponent(keyUri(key))).toContain('otpauth://totp/松涛守望:工作人员?');
  });
});
