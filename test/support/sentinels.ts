/** Personal values that a story plants. None stands anywhere else in the town, and the numbers have valid check digits, as those of people have. */
export const sentinels = {
  head: '王秀英',
  spouse: '张德明',
  son: '张玉林',
  child: '张佳怡',
  neighbour: '赵桂芳',
  phone: '13800002146',
  neighbourPhone: '13800003382',
  namedPhone: '13900007731',
  born: '1956-04-12',
  idNumber: '512002195604121223',
  bank: '6228480402564890018',
  narrative: '借了三万六的高利贷',
  illness: '孙女在吃治癫痫的药',
  visit: '她说夜里一个人哭',
  objection: '他家小舅子在城里有两套房',
  appeal: '那个干部收过我家的鸡',
  answer: '鸡的事问过了，是换的鸡蛋',
  why: '有人打电话来问是不是真的困难',
  help: '悄悄送了五百块',
} as const;

/** One planted value. */
export type Sentinel = keyof typeof sentinels;

/** Names are searched and stand in clear where the architecture says so; everything else is sealed. */
export const names: readonly Sentinel[] = ['head', 'spouse', 'son', 'child', 'neighbour'];

/** What a value looks like in an address, in escaped JSON, in a log that escapes, and in base64. */
function clothes(value: string): string[] {
  const escaped = [...value]
    .map((sign) => `\\u${sign.codePointAt(0)?.toString(16).padStart(4, '0') ?? ''}`)
    .join('');
  const digits = /^\d{11,}$/.test(value)
    ? [value.replace(/(.{4})(?=.)/g, '$1 '), value.replace(/^(.{3})(.{4})/, '$1 $2 ')]
    : [];
  const encoded = encodeURIComponent(value);
  const based = Buffer.from(value).toString('base64').slice(0, -4);
  return [value, escaped, encoded, encoded.toLowerCase(), based, ...digits];
}

/** The planted values that stand in a text, in whatever clothes. */
export function tracesIn(text: string, among: readonly Sentinel[] = Object.keys(sentinels) as Sentinel[]) {
  return among.filter((key) => clothes(sentinels[key]).some((form) => text.includes(form)));
}

/** One call as a wire-tapper sees it. */
export interface Heard {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly body: string;
}

/** Listens to every call that this process makes, until it is told to stop. */
export function listen(): { readonly heard: Heard[]; stop(): void } {
  const heard: Heard[] = [];
  const real = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const answer = await real(input, init);
    const url = input instanceof Request ? input.url : String(input);
    const body = await answer.clone().text();
    heard.push({ method: init?.method ?? 'GET', url, status: answer.status, body });
    return answer;
  };
  return { heard, stop: () => void (globalThis.fetch = real) };
}

/** The addresses that an answer hands out. */
export const addressesIn = (body: string): string[] =>
  body.match(/(?:https?:\/\/[^\s"'<>]+|\/(?:api|pages|staff)\/[^\s"'<>]+)/g) ?? [];
