import { demoApi } from '@songtao/shared/api/registry.js';
import { personas, type Persona } from '@songtao/shared/api/session.js';
import { call } from '../../platform/call';
import { queryClient, refresh, useRead } from '../../platform/query';
import { signInAs } from '../../platform/session';

const isPersona = (id: string): id is Persona => (personas as readonly string[]).includes(id);

/** The demo's people and its day; fails with `notFound` where this is no demo. */
export const useDemo = () => useRead(demoApi.state, {});

/** What WeChat would have received. */
export const useWechat = () => useRead(demoApi.wechat, {});

/** Becomes somebody of the demo, in this window only. Answers whether that is a member of staff. */
export async function become(id: string): Promise<'staff' | 'villager'> {
  if (!isPersona(id)) throw new Error(`no such person in the demo: ${id}`);
  const me = await signInAs(id);
  return me.roles.some(({ role }) => role !== 'villager') ? 'staff' : 'villager';
}

/** 往后一天: everything that falls due on the way happens, and what was read before is read again. */
export async function nextDay(): Promise<void> {
  await call(demoApi.move, { days: 1 });
  await refresh(demoApi.state);
  await queryClient.invalidateQueries();
}
