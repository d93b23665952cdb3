import { AppError } from './errors.js';

const DEEPEST = 20;
const LONGEST_LIST = 200;
const MOST_FIELDS = 20;

// NUL and controls (but tab and line ends), characters that turn the direction of what follows and so can make a text
// read otherwise than it is, halves of a character, and what a decoder puts in place of broken bytes.
// eslint-disable-next-line no-control-regex
const unwanted = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffd]/;

/** Refuses an input, naming the keys that were wrong. */
export function badInput(fields: readonly string[]): AppError {
  return new AppError('badInput', {
    details: { fields: fields.slice(0, MOST_FIELDS).map((field) => field.slice(0, 100)) },
  });
}

/** The input with every text trimmed and in normal form, so that equal names are equal; throws badInput for what no person types. */
export function clean(value: unknown, path: readonly string[] = []): unknown {
  if (typeof value === 'string') return cleanText(value, path);
  if (value === null || typeof value !== 'object' || Buffer.isBuffer(value)) return value;
  if (path.length >= DEEPEST) throw badInput([path.join('.')]);
  if (Array.isArray(value)) {
    if (value.length > LONGEST_LIST) throw badInput([path.join('.')]);
    return value.map((item, index) => clean(item, [...path, String(index)]));
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [cleanText(name, path), clean(inner, [...path, name])]),
  );
}

function cleanText(text: string, path: readonly string[]): string {
  if (unwanted.test(text) || !isWellFormed(text)) throw badInput([path.join('.')]);
  return text.replace(/\r\n?/g, '\n').normalize('NFC').trim();
}

function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

/** Paths of keys that the schema silently left out: inner objects of a contract drop unknown keys by themselves, and an unknown key is an error. */
export function droppedKeys(given: unknown, kept: unknown, path: readonly string[] = []): string[] {
  if (Array.isArray(given) && Array.isArray(kept)) {
    return given.flatMap((item, index) => droppedKeys(item, kept[index], [...path, String(index)]));
  }
  if (!isRecord(given) || !isRecord(kept)) return [];
  return Object.keys(given).flatMap((name) => {
    const here = [...path, name];
    if (!Object.hasOwn(kept, name) && given[name] !== undefined) return [here.join('.')];
    return droppedKeys(given[name], kept[name], here);
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
