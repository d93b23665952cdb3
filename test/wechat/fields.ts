/**
 * The field rules of subscribe templates, written apart from the server's own on purpose:
 * a double that borrowed them would accept whatever the server gets wrong.
 */
const clock = String.raw`(?:[01]?\d|2[0-3]):[0-5]\d`;
const day = String.raw`\d{4}(?:年\d{1,2}月\d{1,2}日|-\d{1,2}-\d{1,2}|/\d{1,2}/\d{1,2}|\.\d{1,2}\.\d{1,2})`;
const instant = `(?:${day} ?)?${clock}`;

const shapes: Record<string, RegExp> = {
  thing: /^.{1,20}$/u,
  number: /^(?=[\d.]{1,33}$)\d+(?:\.\d+)?$/u,
  letter: /^[a-z]{1,32}$/iu,
  symbol: /^[\p{P}\p{S}]{1,5}$/u,
  character_string: /^[\x20-\x7e]{1,32}$/u,
  time: new RegExp(`^${instant}(?:~${instant})?$`, 'u'),
  date: new RegExp(`^${day}(?: ${clock})?$`, 'u'),
  amount: /^[¥￥$€£]?(?=[\d.]{1,11}元?$)\d+(?:\.\d+)?元?$/u,
  phone_number: /^[\d\p{P}\p{S} ]{1,17}$/u,
  car_number: /^.{1,8}$/u,
  name: /^(?:.{1,10}|[a-z ]{1,20})$/iu,
  phrase: /^\p{Script=Han}{1,5}$/u,
};

const typeOf = (key: string): string => key.replace(/\d+$/u, '');

/** The complaint that WeChat would make about one field, or null. */
export function complaint(key: string, value: unknown, enumValues: readonly string[] = []): string | null {
  if (typeof value !== 'string' || value.trim() === '') return `argument invalid! data.${key}.value is empty`;
  const invalid = `argument invalid! data.${key}.value invalid`;
  if (/\p{Cc}/u.test(value)) return invalid;
  if (typeOf(key) === 'enum') return enumValues.includes(value) ? null : invalid;
  return shapes[typeOf(key)]?.test(value) ? null : invalid;
}
