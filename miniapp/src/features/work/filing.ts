import { caseApi } from '@songtao/shared/api/case.js';
import type { Receipt } from '@songtao/shared/api/receipt.js';
import type { InputOf } from '@songtao/shared/api/endpoint.js';
import { householdApi } from '@songtao/shared/api/registry.js';
import { staffApi } from '@songtao/shared/api/staff.js';
import type { Category } from '@songtao/shared/category/registry.js';
import { useState } from 'react';
import { call } from '../../platform/call';
import { asCallError } from '../../platform/call.core';
import { newId } from '../../platform/ids';
import { refresh, useRead } from '../../platform/query';

type Filing = InputOf<typeof caseApi.create>;

/** Whose matter it is: a household of the registry, or a name and a place. */
export type Subject = NonNullable<Filing['subject']>;

/** Ways in which word of it reached the staff. */
export const STAFF_CHANNELS = ['cadre', 'hotline', 'paper'] as const;

/** Villages of the town, where somebody may live who stands in no list. */
export const useVillages = () => useRead(staffApi.areas, {}, { offline: true });

/** The household for which one came to report. */
export const useHouseholdFor = (id: string) => useRead(householdApi.get, { id }, { enabled: id !== '' });

/** Why it cannot be sent yet, in the words of the button; what is about a place only asks for the village. */
export function missingSubject({ household, name, village }: Subject, isPlace: boolean): string | undefined {
  if (household !== undefined) return undefined;
  if (!isPlace && (name === undefined || name.trim() === '')) return '先写是谁家';
  return village === undefined ? '先选哪个村' : undefined;
}

/** Files a case for somebody else; without a network `keep` takes it. */
export function useFiling(category: Category, keep: (filing: Filing) => boolean) {
  const [id] = useState(newId);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [receipt, setReceipt] = useState<Receipt | 'kept' | null>(null);
  /** Whether it is received, or kept on the phone. */
  const file = async (form: Record<string, unknown>, subject: Subject): Promise<boolean> => {
    setBusy(true);
    setProblem(null);
    const filing: Filing = { id, requestId: id, category, form, subject };
    try {
      setReceipt(await call(caseApi.create, filing));
      await refresh(caseApi.list, caseApi.today, householdApi.get);
      return true;
    } catch (thrown) {
      const error = asCallError(thrown);
      const kept = error.offline && keep(filing);
      if (kept) setReceipt('kept');
      else setProblem(error.message);
      return kept;
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, receipt, file };
}
