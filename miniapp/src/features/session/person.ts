import { privacyApi } from '@songtao/shared/api/privacy.js';
import { householdApi } from '@songtao/shared/api/registry.js';
import { staffApi } from '@songtao/shared/api/staff.js';
import { consentText, sessionApi, type Me } from '@songtao/shared/api/session.js';
import { call } from '../../platform/call';
import { chooseFont } from '../../platform/font';
import { newId } from '../../platform/ids';
import { keyOf, queryClient, refresh, useRead } from '../../platform/query';
import { signOut } from '../../platform/session';

export { newId as newRequest } from '../../platform/ids';
export { useNow } from '../../platform/now';
export { callPhone, phoneWords } from '../../platform/phone';
export { signOut, useMe } from '../../platform/session';

/** Where somebody lives, in the words of a page: 骝马村 3组. */
export function placeWords(me: Me): string | null {
  if (me.household) return `${me.household.villageName} ${me.household.group}组`;
  return me.villageName;
}

/** 138****2146: enough to know one's own, too little for whoever looks over the shoulder. */
export function maskedPhone(phone: string): string {
  return `${phone.slice(0, 3)}****${phone.slice(-4)}`;
}

/** Whether the text in force was agreed to. */
export function hasConsented(me: Me): boolean {
  return me.consent === consentText.version;
}

function remember(change: Partial<Me>): void {
  queryClient.setQueryData<Me>(keyOf(sessionApi.me, {}), (me) => me && { ...me, ...change });
}

/** Shows at once what was just agreed to; the outbox carries it to the server. */
export function rememberConsent(): void {
  remember({ consent: consentText.version });
}

/** Gives or takes back the consent, now. Rejects with a CallError. */
export async function changeConsent(given: boolean): Promise<void> {
  await call(sessionApi.consent, { requestId: newId(), version: consentText.version, given });
  await refresh(sessionApi.me);
}

/** The big letters and reading aloud hold on this phone at once; the server only remembers them for the next one. */
export function useSettings(): { choose: (wished: { elder: boolean; readAtOnce: boolean }) => void } {
  return {
    choose: ({ elder, readAtOnce }) => {
      chooseFont(elder ? 'elder' : 'standard');
      void call(sessionApi.settings, { elder, readAtOnce }).then(
        () => remember({ elder, readAtOnce }),
        () => undefined,
      );
    },
  };
}

/** Keeps the village that somebody named; without a network the report itself carries it. */
export async function sayVillage(village: string | null): Promise<void> {
  await call(sessionApi.village, { village });
  await refresh(sessionApi.me);
}

/** Hands over the one-use code of WeChat's phone number: where it belongs to a household, that one's cases appear. */
export async function bindPhone(code: string): Promise<void> {
  await call(sessionApi.phone, { requestId: newId(), code }).catch(() => undefined);
  await queryClient.invalidateQueries();
}

/** Villages and communities of the town; public, and so kept for the hour without a network. */
export const useVillages = () => useRead(staffApi.areas, {}, { offline: true });

/** Whom one can call. */
export const usePhones = () => useRead(sessionApi.phones, {}, { offline: true });

/** Who looked at one's data. */
export const useLooks = () => useRead(sessionApi.looks, {});

/** All that is kept about oneself. */
export const useCopy = () => useRead(privacyApi.copy, {});

/** Closes the account and signs this phone out. Rejects with a CallError. */
export async function closeAccount(): Promise<void> {
  await call(privacyApi.close, { requestId: newId() });
  await signOut();
}

/** One's own household. */
export const useHousehold = () => useRead(householdApi.mine, {});
