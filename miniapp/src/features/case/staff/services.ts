import { caseApi, meetingApi, type CaseView } from '@songtao/shared/api/case.js';
import { fileApi, householdApi } from '@songtao/shared/api/registry.js';
import { dayOf, startOfDay } from '@songtao/shared/calendar/calendar.js';
import { timeWords } from '@songtao/shared/calendar/words.js';
import { useMemo } from 'react';
import type { FormServices, KeptFile } from '../../../form/services';
import { blobs } from '../../../platform/blobs';
import { call } from '../../../platform/call';
import { useNow } from '../../../platform/now';
import { uploadBlob } from '../../../platform/upload';

/** What a form asks of the network; sound comes from the page. */
export type Network = Omit<FormServices, 'Talk' | 'Voice'>;

const SHOWN = 20;

async function send({ id, kind, seconds }: KeptFile): Promise<void> {
  const blob = await blobs.get(id);
  if (!blob) throw new Error('这个文件不在手机里了，再拍一次');
  await uploadBlob(fileApi.upload, { id, kind, ...(seconds !== undefined && { seconds }) }, blob);
}

async function findHouseholds(q: string): ReturnType<FormServices['findHouseholds']> {
  const { items } = await call(householdApi.search, { q, limit: SHOWN });
  return items.map(({ id, head, villageName, group, people }) => ({
    id,
    name: `${head}家`,
    line: `${villageName}${group}组，${people}口人`,
  }));
}

interface Fact {
  readonly key: string;
  readonly value?: string;
}

/** What earlier checks of this case wrote down, the newest last word. */
function lastFacts(view: CaseView): Record<string, string> {
  const facts = view.forms.flatMap(({ value }) =>
    Array.isArray(value['facts']) ? (value['facts'] as Fact[]) : [],
  );
  const known = facts.flatMap(({ key, value }) => (value === undefined ? [] : [[key, value]]));
  const people = view.subject?.people;
  return { ...(typeof people === 'number' && { people: `${people}口人` }), ...Object.fromEntries(known) };
}

/** The network behind the forms of a case; without one, behind those that belong to none yet. */
export function useFormNetwork(view: CaseView | null): Network {
  const now = useNow();
  const today = dayOf(now);
  const id = view?.id;
  return useMemo(
    () => ({
      send,
      findHouseholds,
      people: async () => (id === undefined ? [] : (await call(caseApi.colleagues, { id })).items),
      meetings: async () => {
        if (id === undefined) return { meetings: [], roster: [] };
        const { meetings, roster } = await call(meetingApi.list, { case: id });
        const words = ({ heldAt, place }: (typeof meetings)[number]): string =>
          `${timeWords(heldAt, startOfDay(today))}，${place}`;
        return { roster, meetings: meetings.map((meeting) => ({ id: meeting.id, words: words(meeting) })) };
      },
      lastFacts: view ? lastFacts(view) : {},
    }),
    [id, view, today],
  );
}
