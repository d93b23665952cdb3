import { atTime, dayOf, minutesOfDay, type Instant } from '@songtao/shared/calendar/calendar.js';
import { instantOf } from '@songtao/shared/calendar/instant.js';
import { useMe } from './session';

/** Now, for words like 今天 and 还有4天. The demo runs ahead of the phone's clock by whole days. */
export function useNow(): Instant {
  const me = useMe().data;
  const phone = instantOf(Date.now());
  if (!me?.demo || me.today === dayOf(phone)) return phone;
  return atTime(me.today, minutesOfDay(phone));
}
