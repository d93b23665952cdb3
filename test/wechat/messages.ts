import { randomInt } from 'node:crypto';
import { complaint } from './fields.js';
import { ok, refuse, type Reply } from './reply.js';
import type { People } from './people.js';

/** A template as the account's console lists it. */
export interface StubTemplate {
  readonly id: string;
  readonly title: string;
  readonly kind: 'oneTime' | 'longTerm' | 'employee';
  /** Field key to the label that stands before its value on the card. */
  readonly fields: Readonly<Record<string, string>>;
  readonly enumValues?: Readonly<Record<string, readonly string[]>>;
  readonly banned?: true;
}

/** One card that was sent: it arrived where `errcode` is 0. */
export interface Sent {
  readonly at: string;
  readonly errcode: number;
  readonly openid: string;
  readonly templateId: string;
  readonly title: string;
  readonly kind: StubTemplate['kind'];
  readonly page: string;
  readonly lines: readonly { readonly label: string; readonly value: string }[];
}

type Fields = Record<string, { value?: unknown } | undefined>;

/** Time that one send stays in flight; long enough for a second one to meet it. */
const IN_FLIGHT_MS = 4;
const sensitive = ['赌博', '低保', '贫困', '病', '残疾'];

/** Subscribe and employee messages: templates, who accepted what, and the cards that arrived. */
export class Messages {
  readonly sent: Sent[] = [];
  readonly #templates = new Map<string, StubTemplate>();
  readonly #credits = new Map<string, number>();
  readonly #bound = new Set<string>();
  readonly #muted = new Set<string>();
  readonly #flying = new Set<string>();

  constructor(
    private readonly now: () => number,
    private readonly people: People,
  ) {}

  register(templates: readonly StubTemplate[]): void {
    for (const template of templates) this.#templates.set(template.id, template);
  }

  /** Adds taps on "accept"; for a long-term template any tap is enough and zero takes it back. */
  credit(openid: string, templateId: string, count: number): void {
    this.people.meet(openid);
    const key = `${openid} ${templateId}`;
    this.#credits.set(key, count === 0 ? 0 : (this.#credits.get(key) ?? 0) + count);
  }

  bind(openid: string): void {
    this.people.meet(openid);
    this.#bound.add(openid);
  }

  unbind(openid: string): void {
    this.#bound.delete(openid);
  }

  /** A bound member of staff switches one template off. */
  mute(openid: string, templateId: string): void {
    this.#muted.add(`${openid} ${templateId}`);
  }

  list(): Reply {
    const data = [...this.#templates.values()].filter((template) => template.kind !== 'employee');
    return ok({
      data: data.map(({ id, title, kind, fields, enumValues }) => ({
        priTmplId: id,
        title,
        content: Object.entries(fields)
          .map(([key, label]) => `${label}:{{${key}.DATA}}\n`)
          .join(''),
        example: '',
        type: kind === 'longTerm' ? 3 : 2,
        keywordEnumValueList: Object.entries(enumValues ?? {}).map(([key, values]) => ({
          keywordCode: `${key}.DATA`,
          enumValueList: values,
        })),
      })),
    });
  }

  async subscribe(body: Record<string, unknown>): Promise<Reply> {
    const fields = (body.data ?? {}) as Fields;
    return this.#note(body, fields, await this.#subscribe(body, fields));
  }

  employee(body: Record<string, unknown>): Reply {
    if (typeof body.data !== 'string') return refuse(40097, 'data should be a JSON string');
    const fields = parseFields(body.data);
    return fields ? this.#note(body, fields, this.#employee(body, fields)) : refuse(47001);
  }

  async #subscribe({ touser, template_id: id }: Record<string, unknown>, fields: Fields): Promise<Reply> {
    if (!this.people.knows(touser)) return refuse(40003);
    const template = this.#templates.get(String(id));
    if (!template || template.kind === 'employee') return refuse(40037);
    if (template.banned) return refuse(43107);
    const wrong = this.#wrongFields(template, fields);
    if (wrong) return wrong;
    if (this.#flying.has(touser)) return refuse(43108);
    this.#flying.add(touser);
    await new Promise((resolve) => setTimeout(resolve, IN_FLIGHT_MS));
    this.#flying.delete(touser);
    if (!this.#spend(touser, template)) return refuse(43101);
    return ok({ msgid: `${this.now()}${randomInt(100_000, 999_999)}` });
  }

  #employee({ touser, template_id: id }: Record<string, unknown>, fields: Fields): Reply {
    if (!this.people.knows(touser)) return refuse(40257, 'invalid touser');
    if (!this.#bound.has(touser)) return refuse(40256);
    const template = this.#templates.get(String(id));
    if (template?.kind !== 'employee') return refuse(43104);
    const wrong = this.#wrongFields(template, fields);
    if (wrong) return wrong;
    return this.#muted.has(`${touser} ${template.id}`) ? refuse(50001) : ok();
  }

  #wrongFields(template: StubTemplate, fields: Fields): Reply | null {
    const extra = Object.keys(fields).find((key) => !(key in template.fields));
    if (extra) return refuse(47003, `argument invalid! data.${extra} is not in the template`);
    for (const key of Object.keys(template.fields)) {
      const text = complaint(key, fields[key]?.value, template.enumValues?.[key]);
      if (text) return refuse(47003, text);
    }
    const words = Object.values(fields).map((field) => String(field?.value));
    return words.some((text) => sensitive.some((word) => text.includes(word))) ? refuse(45168) : null;
  }

  #spend(openid: string, template: StubTemplate): boolean {
    const key = `${openid} ${template.id}`;
    const credits = this.#credits.get(key) ?? 0;
    if (credits === 0) return false;
    if (template.kind === 'oneTime') this.#credits.set(key, credits - 1);
    return true;
  }

  #note(body: Record<string, unknown>, fields: Fields, reply: Reply): Reply {
    const template = this.#templates.get(String(body.template_id));
    this.sent.push({
      at: new Date(this.now()).toISOString(),
      errcode: reply.errcode ?? 0,
      openid: String(body.touser),
      templateId: String(body.template_id),
      title: template?.title ?? '',
      kind: template?.kind ?? 'oneTime',
      page: String(body.page ?? ''),
      lines: Object.entries(fields).map(([key, field]) => ({
        label: template?.fields[key] ?? key,
        value: String(field?.value),
      })),
    });
    return reply;
  }
}

/** The employee endpoint wraps the fields twice: a string that holds `{ data: fields }`. */
function parseFields(text: string): Fields | null {
  try {
    const { data } = JSON.parse(text) as { data?: Fields };
    return data ?? null;
  } catch {
    return null;
  }
}
