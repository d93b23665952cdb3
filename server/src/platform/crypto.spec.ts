import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { canonicalJson, Crypto, newToken, tokenHash, type Place } from './crypto.js';

const oldKey = { id: 'a', key: randomBytes(32) };
const newKey = { id: 'b', key: randomBytes(32) };
const others = { index: randomBytes(32), link: randomBytes(32) };
const crypto = new Crypto({ keys: { fields: [oldKey], ...others } });
const rotated = new Crypto({ keys: { fields: [newKey, oldKey], ...others } });
const place: Place = { table: 'household', column: 'phone', rowId: '1' };
const elsewhere: Place = { table: 'person', column: 'phone', rowId: '1' };

describe('sealed fields', () => {
  it('open where they were sealed and nowhere else', () => {
    const sealed = crypto.seal(place, '𠮷先生 13800000000');
    expect(sealed).toMatch(/^v1\.a\.[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(crypto.open(place, sealed)).toBe('𠮷先生 13800000000');
    expect(() => crypto.open({ ...place, rowId: '2' }, sealed)).toThrow();
    expect(() => crypto.open(elsewhere, sealed)).toThrow();
  });

  it('are never the same twice and do not open when changed', () => {
    const sealed = crypto.seal(place, 'x');
    expect(crypto.seal(place, 'x')).not.toBe(sealed);
    const parts = sealed.split('.');
    const shortTag = [...parts.slice(0, 4), parts[4]?.slice(0, 6)].join('.');
    const other = [...parts.slice(0, 3), 'AA', parts[4]].join('.');
    for (const bad of [shortTag, other, 'v1.a', 'v2' + sealed.slice(2)])
      expect(() => crypto.open(place, bad)).toThrow();
  });

  it('survive a new key, which seals from then on', () => {
    const sealed = crypto.seal(place, 'old');
    expect(rotated.open(place, sealed)).toBe('old');
    expect(rotated.seal(place, 'new')).toMatch(/^v1\.b\./);
    expect(() => crypto.open(place, rotated.seal(place, 'new'))).toThrow();
  });
});

describe('digests and signatures', () => {
  it('finds the same number in other clothes, and not that of another column', () => {
    const index = crypto.blindIndex('member.idNumber', '52010219800101123x');
    expect(crypto.blindIndex('member.idNumber', ' ５２０１０２ 19800101123X')).toBe(index);
    expect(crypto.blindIndex('member.bank', '52010219800101123x')).not.toBe(index);
  });

  it('does not mind the order of keys, but minds that of a list', () => {
    expect(canonicalJson({ b: 1, a: { d: [1, 2], c: null } })).toBe('{"a":{"c":null,"d":[1,2]},"b":1}');
    expect(crypto.digest({ a: [1, 2] })).not.toBe(crypto.digest({ a: [2, 1] }));
  });

  it('knows its own signature', () => {
    const signature = crypto.sign('file', 1);
    expect(crypto.isSigned(signature, 'file', 1)).toBe(true);
    expect(crypto.isSigned(signature, 'file', 2)).toBe(false);
    expect(crypto.isSigned('x', 'file', 1)).toBe(false);
  });

  it('makes tokens of 256 bits and keeps their hash only', () => {
    const token = newToken();
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(tokenHash(token)).not.toContain(token);
    expect(new Set(Array.from({ length: 1000 }, newToken)).size).toBe(1000);
  });
});
