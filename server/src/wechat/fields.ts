/** The data of a card: field key to value, as WeChat wants it. */
export type TemplateData = Readonly<Record<string, { readonly value: string }>>;

const clock = String.raw`([01]\d|2[0-3]):[0-5]\d`;

/** What each type of field may hold. WeChat answers 47003 to anything else, and the card is lost. */
const rules = {
  thing: /^.{1,20}$/u,
  phrase: /^\p{Script=Han}{1,5}$/u,
  number: /^\d{1,32}$/u,
  character_string: /^[\x20-\x7e]{1,32}$/u,
  time: new RegExp(String.raw`^\d{4}年\d{1,2}月\d{1,2}日 ${clock}$`, 'u'),
  date: /^\d{4}年\d{1,2}月\d{1,2}日$/u,
} as const;

type FieldType = keyof typeof rules;

/** A key of a template: its type and a number, as the console shows it. */
export type FieldKey = `${FieldType}${number}`;

/** One value under the rules of its field; throws a RangeError that names the field and not the value. */
export function fieldValue(key: FieldKey, text: string): { readonly value: string } {
  const rule = rules[key.replace(/\d/gu, '') as FieldType];
  if (/\p{Cc}/u.test(text) || text.trim() === '' || !rule.test(text)) {
    throw new RangeError(`template field ${key} breaks its rule`);
  }
  return { value: text };
}

/** `2026年11月23日 15:01`, in the time of China. */
export function timeText(at: Date): string {
  const local = new Date(at.getTime() + 8 * 3600_000);
  const day = `${local.getUTCFullYear()}年${local.getUTCMonth() + 1}月${local.getUTCDate()}日`;
  return `${day} ${local.toISOString().slice(11, 16)}`;
}
