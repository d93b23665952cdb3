import type { kinds } from '@songtao/shared/category/hardship.form.js';
import { dropDraft, readDraft, saveDraft } from '../../platform/draft';
import { newId } from '../../platform/ids';
import { session } from '../../platform/session-state';
import { signal, useSignal } from '../../platform/signal';

/** Which of the eight tiles. */
export type Kind = (typeof kinds)[number]['value'];

/** The person for whom somebody speaks. */
export interface OtherPerson {
  readonly name: string;
  /** Null for 说不清, undefined before anybody was asked: then one's own. */
  readonly village?: string | null;
  readonly group: number | null;
  readonly phone: string;
  readonly relation: string;
  readonly reason: string;
  /** 别让他知道是我说的 */
  readonly hidden: boolean;
}

/** One report as far as it has been said. It lies on the phone from the first tap on. */
export interface ReportDraft {
  /** Id of the case. */
  readonly id: string;
  readonly requestId: string;
  readonly kind: Kind | null;
  /** The category that is begun instead of a hardship. */
  readonly door: string | null;
  readonly whose: 'own' | 'other';
  readonly other: OtherPerson;
  /** Of a reporter without a household: a village, null for 说不清, undefined before the question. */
  readonly village?: string | null;
  readonly voice: readonly { readonly id: string; readonly seconds: number }[];
  readonly words: string;
  /** 请人上门: somebody comes and listens. */
  readonly visit: boolean;
  readonly photos: readonly string[];
  readonly place: 'home' | 'elsewhere';
  readonly placeWords: string;
  readonly urgent: boolean;
}

export const mostPieces = 3;
export const mostPhotos = 6;

function fresh(): ReportDraft {
  return {
    id: newId(),
    requestId: newId(),
    kind: null,
    door: null,
    whose: 'own',
    other: { name: '', group: null, phone: '', relation: '', reason: '', hidden: false },
    voice: [],
    words: '',
    visit: false,
    photos: [],
    place: 'home',
    placeWords: '',
    urgent: false,
  };
}

// One phone may pass through several hands: everybody finds one's own half-said report only.
const held = new Map<string, ReportDraft>();
const changes = signal(0);

function nameOf(person: string | null): string {
  return `report/${person ?? 'nobody'}`;
}

function draftUnder(name: string): ReportDraft {
  // One that an older build left knows nothing of doors.
  const known = held.get(name) ?? { ...fresh(), ...readDraft<ReportDraft>(name) };
  held.set(name, known);
  return known;
}

/** What changes a draft: some of its values, or a step from the draft as it is then. */
export type DraftChange = Partial<ReportDraft> | ((draft: ReportDraft) => Partial<ReportDraft>);

function changeDraft(change: DraftChange): void {
  const name = nameOf(session.get()?.person ?? null);
  const before = draftUnder(name);
  const after = { ...before, ...(typeof change === 'function' ? change(before) : change) };
  held.set(name, after);
  saveDraft(name, after);
  changes.set(changes.get() + 1);
}

/** After it was sent: the next report begins empty. */
export function endDraft(): void {
  const name = nameOf(session.get()?.person ?? null);
  held.delete(name);
  dropDraft(name);
  changes.set(changes.get() + 1);
}

/** The report that is being made, and how to change it; every change is kept at once. */
export function useReportDraft(): { draft: ReportDraft; change: (change: DraftChange) => void } {
  useSignal(changes);
  const person = useSignal(session)?.person ?? null;
  return { draft: draftUnder(nameOf(person)), change: changeDraft };
}
