import { createHash } from 'node:crypto';
import * as z from 'zod';

/** One key by which fields are sealed; the first of the list seals, all of them open. */
export interface FieldKey {
  readonly id: string;
  readonly key: Buffer;
}

const KEY_BYTES = 32;

const asKey = (text: string): Buffer | null => {
  const key = Buffer.from(text, 'base64');
  return key.length === KEY_BYTES && new Set(key).size > KEY_BYTES / 4 ? key : null;
};

const madeOf = (words: string): string => createHash('sha256').update(words).digest('base64');

/** What stands in for the keys on a developer's machine; everybody can read them here, so production refuses them. */
export const developmentKeys = {
  FIELD_KEYS: `dev:${madeOf('songtao development fields')}`,
  INDEX_KEY: madeOf('songtao development index'),
  LINK_KEY: madeOf('songtao development links'),
} as const;

const notAKey = '不是 32 字节的随机数 (not 32 random bytes in base64)';

/** 32 random bytes in base64. */
export const secretKey = z.string().transform((text, ctx) => {
  const key = asKey(text);
  if (key) return key;
  ctx.addIssue({ code: 'custom', message: notAKey });
  return z.NEVER;
});

/** `keyId:base64` separated by commas. */
export const fieldKeys = z.string().transform((text, ctx): readonly FieldKey[] => {
  const parts = text.split(',').map((part) => /^([a-z0-9-]{1,16}):(.+)$/.exec(part.trim()));
  const keys = parts.map((part) => ({ id: part?.[1] ?? '', key: asKey(part?.[2] ?? '') }));
  const good = keys.filter((each): each is FieldKey => each.key !== null);
  if (good.length === parts.length && new Set(good.map((each) => each.id)).size === parts.length) return good;
  ctx.addIssue({ code: 'custom', message: `写法是 编号:密钥,编号:密钥，其中有的${notAKey}` });
  return z.NEVER;
});
