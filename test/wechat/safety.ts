import { randomUUID } from 'node:crypto';
import { ok, refuse, type Reply } from './reply.js';
import type { People } from './people.js';

/** Words that the stand-in for the model finds: one that is forbidden, one that a person must look at. */
const risky = '出售枪支';
const doubtful = '代开发票';

const label = { pass: 100, review: 20008, risky: 20006 } as const;

function judge(content: string): keyof typeof label {
  if (content.includes(risky)) return 'risky';
  return content.includes(doubtful) ? 'review' : 'pass';
}

function wrongPerson(people: People, body: Record<string, unknown>): Reply | null {
  if (typeof body.openid !== 'string' || body.openid === '') return refuse(40003);
  if (!people.knows(body.openid)) return refuse(43104);
  if (!people.visitedLately(body.openid)) return refuse(61010);
  return [1, 2, 3, 4].includes(Number(body.scene)) ? null : refuse(40129);
}

/** `msg_sec_check`: version 2 reports risk with errcode 0, any other version with 87014. */
export function checkText(people: People, body: Record<string, unknown>): Reply {
  const { content } = body;
  if (typeof content !== 'string' || content === '') return refuse(44002);
  if ([...content].length > 2500) return refuse(47001, 'content is too long');
  const suggest = judge(content);
  if (body.version !== 2) return suggest === 'risky' ? refuse(87014, 'risky content') : ok();
  const wrong = wrongPerson(people, body);
  if (wrong) return wrong;
  const detail = [{ strategy: 'content_model', errcode: 0, suggest, label: label[suggest], prob: 90 }];
  return ok({ trace_id: randomUUID(), result: { suggest, label: label[suggest] }, detail });
}

/** `media_check_async`: only takes the order; the result would come by push. */
export function checkMedia(people: People, body: Record<string, unknown>): Reply {
  const wrong = wrongPerson(people, body);
  if (wrong) return wrong;
  if (![1, 2].includes(Number(body.media_type))) return refuse(40004);
  if (!/^https?:\/\//u.test(String(body.media_url))) return refuse(47001);
  return ok({ trace_id: randomUUID() });
}
