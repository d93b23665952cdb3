import { levelOf } from '@songtao/shared/access/role.js';
import type { Me } from '@songtao/shared/api/session.js';
import { useToday } from '../features/work/reads';
import { useMe } from '../features/session/person';
import { TabBar, type Tab } from '../ui/TabBar';
import { replace, staffPaths } from './paths';

type TabKey = 'today' | 'households' | 'me';

/** Whether any of these roles sees a case at all; an administrator's does not. */
export const seesCases = (me: Me): boolean =>
  me.roles.some(({ role }) => role !== 'villager' && levelOf[role] !== null);

function WorkTabs({ current }: { current: TabKey }) {
  const today = useToday().data;
  const tabs: Tab[] = [
    { key: 'today', icon: 'calendar', word: '今天', waiting: (today?.urgent ?? 0) + (today?.dueToday ?? 0) },
    { key: 'households', icon: 'house', word: '户' },
    { key: 'me', icon: 'me', word: '我' },
  ];
  return <TabBar tabs={tabs} current={current} onChange={(key) => replace(staffPaths[key as TabKey])} />;
}

const ONLY_ME: Tab[] = [{ key: 'me', icon: 'me', word: '我' }];

/** The tabs of the staff; each leads to a page of its own. */
export function StaffTabs({ current }: { current: TabKey }) {
  const me = useMe().data;
  if (!me) return null;
  if (seesCases(me)) return <WorkTabs current={current} />;
  return <TabBar tabs={ONLY_ME} current="me" onChange={() => undefined} />;
}
