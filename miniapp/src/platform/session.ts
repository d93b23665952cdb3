import type { UseQueryResult } from '@tanstack/react-query';
import Taro from '@tarojs/taro';
import { sessionApi, type Me, type Persona } from '@songtao/shared/api/session.js';
import { call, onSignedOut } from './call';
import type { CallError } from './call.core';
import { forgetAnswers, keyOf, queryClient, useRead } from './query';
import { session } from './session-state';
import { useSignal } from './signal';

type Opened = Awaited<ReturnType<typeof call<typeof sessionApi.wechat>>>;

async function meet(): Promise<Me> {
  const me = await call(sessionApi.me, {});
  queryClient.setQueryData(keyOf(sessionApi.me, {}), me);
  const now = session.get();
  if (now && now.person !== me.id) session.set({ ...now, person: me.id });
  return me;
}

/** One WeChat login at a time: the platform counts them, and a code is good for one use. */
let login: Promise<boolean> | null = null;

async function wechatLogin(): Promise<boolean> {
  try {
    const { code } = await Taro.login();
    const { token, staff } = await call(sessionApi.wechat, { code });
    session.set({ token, staff, person: session.get()?.person ?? null });
    return true;
  } catch {
    // Without a network there is no session yet; whoever asks next tries again.
    return false;
  } finally {
    login = null;
  }
}

async function renew(): Promise<boolean> {
  if (process.env.TARO_ENV !== 'h5') return (login ??= wechatLogin());
  session.set(null);
  return false;
}

/** Called once when the app opens: signs in where WeChat allows it without a page, then learns who it is. Never throws: without a network the app opens on what it kept. */
export async function openSession(): Promise<void> {
  onSignedOut(renew);
  if (process.env.TARO_ENV !== 'h5' && session.get() === null) await renew();
  if (session.get() !== null) await meet().catch(() => undefined);
}

/** Begins with a session that was just opened: whoever was here before is forgotten. */
export async function enter({ token, staff }: Opened): Promise<Me> {
  forgetAnswers();
  session.set({ token, staff, person: null });
  return meet();
}

/** Signs in as a persona of the demo. */
export async function signInAs(persona: Persona): Promise<Me> {
  return enter(await call(sessionApi.demo, { persona }));
}

/** Ends the session; what waits in the outbox stays until its person comes back. */
export async function signOut(): Promise<void> {
  await call(sessionApi.leave, {}).catch(() => undefined);
  forgetAnswers();
  session.set(null);
}

/** The signed-in person, also without a network. */
export function useMe(): UseQueryResult<Me, CallError> {
  const signedIn = useSignal(session) !== null;
  return useRead(sessionApi.me, {}, { offline: true, enabled: signedIn });
}
