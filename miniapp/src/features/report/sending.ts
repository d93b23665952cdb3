import type { caseApi } from '@songtao/shared/api/case.js';
import type { InputOf } from '@songtao/shared/api/endpoint.js';
import type { ReportDraft } from './draft';
import { kindTitle } from './words';

type Input = Omit<InputOf<typeof caseApi.create>, 'requestId'>;

/** What is still missing, in the words of the button; undefined when it can go. */
export function missingWords(draft: ReportDraft): string | undefined {
  if (draft.kind === null) return '先选一个难处';
  const { other, whose } = draft;
  if (whose === 'other' && (other.name === '' || other.relation === '')) return '先说是谁家的事';
  const saidNothing = draft.voice.length === 0 && draft.words.trim() === '' && !draft.visit;
  return saidNothing ? '先说一句，或请人上门' : undefined;
}

function channelOf({ whose, visit }: ReportDraft): 'self' | 'proxy' | 'visitRequest' {
  if (whose === 'other') return 'proxy';
  return visit ? 'visitRequest' : 'self';
}

function otherPart({ other }: ReportDraft): Record<string, unknown> {
  return {
    relation: other.relation,
    ...(other.reason !== '' && { reason: other.reason }),
    ...(other.hidden && { hideReporter: true }),
  };
}

function formOf(draft: ReportDraft): Record<string, unknown> {
  const words = draft.words.trim();
  const askedToCome = draft.visit && draft.whose === 'other' && words === '' && draft.voice.length === 0;
  return {
    kind: draft.kind,
    channel: channelOf(draft),
    ...(draft.voice.length > 0 && { voice: draft.voice.map(({ id }) => id) }),
    ...(words !== '' && { words }),
    ...(askedToCome && { words: '请人上门，当面说' }),
    ...(draft.photos.length > 0 && { photos: draft.photos }),
    ...(draft.place === 'elsewhere' && draft.placeWords !== '' && { place: draft.placeWords }),
    ...(draft.urgent && { urgent: true }),
    ...(draft.whose === 'other' && otherPart(draft)),
  };
}

/** Whose matter it is, where that is not the household of whoever speaks. */
export function subjectOf({ whose, other, village }: ReportDraft): Input['subject'] {
  if (whose === 'own') return village ? { village } : undefined;
  return {
    name: other.name,
    ...(other.village && { village: other.village }),
    ...(other.group !== null && { group: other.group }),
    ...(other.phone !== '' && { phone: other.phone }),
  };
}

/** The report as the outbox carries it: the words first, then each recording and photo by itself. */
export function reportSending(draft: ReportDraft) {
  const subject = subjectOf(draft);
  const input: Input = {
    id: draft.id,
    category: 'hardship',
    form: formOf(draft),
    ...(subject && { subject }),
  };
  return {
    id: draft.requestId,
    route: 'case.create',
    input,
    title: draft.visit ? '请人上门' : kindTitle(draft.kind ?? 'unsure'),
    files: [
      ...draft.voice.map(({ id, seconds }) => ({ id, kind: 'voice', seconds }) as const),
      ...draft.photos.map((id) => ({ id, kind: 'photo' }) as const),
    ],
  } as const;
}
