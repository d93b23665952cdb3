import * as z from 'zod';

/** Kinds of notice on one life: draft -> checking -> published -> expired or withdrawn. */
export const noticeKinds = {
  policy: { title: '政策', needsPlain: true, sameVillage: false },
  announcement: { title: '公告', needsPlain: false, sameVillage: false },
  publicNotice: { title: '公示', needsPlain: false, sameVillage: true },
} as const;

/** One kind of notice. */
export type NoticeKind = keyof typeof noticeKinds;

/** States of a notice. */
export const noticeStates = ['draft', 'checking', 'published', 'expired', 'withdrawn'] as const;

/** One state of a notice. */
export type NoticeState = (typeof noticeStates)[number];

/** Needs under which villagers look for a policy (screen 10). */
export const needs = [
  { value: 'medical', title: '看病' },
  { value: 'school', title: '上学' },
  { value: 'housing', title: '房子' },
  { value: 'work', title: '干活' },
  { value: 'farm', title: '种养' },
  { value: 'elder', title: '老人' },
  { value: 'disabled', title: '残疾' },
] as const;

/** One need. */
export type Need = (typeof needs)[number]['value'];

const needKeys = needs.map((need) => need.value) as [Need, ...Need[]];

/** Need on the wire. */
export const need = z.enum(needKeys);

/** Where an answer of 我能享受吗 leads: to the next question, or to one of three words. It never decides. */
export const verdicts = ['next', 'likely', 'unlikely', 'ask'] as const;

/** One of at most three questions of 我能享受吗; answered on the phone, never sent. */
export const question = z.object({
  text: z.string().min(1).max(30),
  help: z.string().max(30).optional(),
  answers: z
    .array(
      z.object({
        title: z.string().min(1).max(12),
        leads: z.enum(verdicts),
        because: z.string().max(30).optional(),
      }),
    )
    .min(2)
    .max(4),
});

/** One question of 我能享受吗. */
export type Question = z.output<typeof question>;

/** Longest plain version of a policy, in characters (mission O1). */
export const plainMax = 150;

/** General classes printed on a public notice. */
export const generalClasses = ['住房困难', '饮水困难', '上学困难', '生活困难'] as const;

/** The class of a household; illness and disability read 生活困难, because the type itself reveals health (domain A5). */
export function generalClass(risks: readonly string[]): (typeof generalClasses)[number] {
  if (risks.includes('HOUSING')) return '住房困难';
  if (risks.includes('WATER')) return '饮水困难';
  if (risks.length > 0 && risks.every((risk) => risk === 'SCHOOLING')) return '上学困难';
  return '生活困难';
}
