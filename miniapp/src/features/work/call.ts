import { caseApi } from '@songtao/shared/api/case.js';
import { call } from '../../platform/call';
import { callPhone } from '../../platform/phone';

/** Calls the person whom a case is about; `noPhone` where there is no number, or no network to learn it. */
export async function callSubject(id: string): Promise<'called' | 'noPhone'> {
  const phone = await call(caseApi.get, { id }).then(
    ({ subject }) => subject?.phone ?? null,
    () => null,
  );
  if (phone === null) return 'noPhone';
  await callPhone(phone);
  return 'called';
}
