import {
  addHours,
  addMinutes,
  deadline,
  isQuiet,
  nextTimeOfDay,
  type Calendar,
  type Instant,
} from '../calendar/calendar.js';
import type { Params } from '../policy/param.js';
import type { Task } from '../workflow/fold.js';

/** The rungs of the ladder, lowest first: unread goes to the town and then its leader; a clock warns the holder, then tells the level above, then the town's leader. */
export const rungs = ['unread', 'unreadLeader', 'warn', 'due', 'second'] as const;

/** One rung. */
export type Rung = (typeof rungs)[number];

/** Who is told at a rung. */
export const rungTells = {
  unread: 'town',
  unreadLeader: 'townLeader',
  warn: 'holder',
  due: 'levelAbove',
  second: 'townLeader',
} as const satisfies Record<Rung, string>;

/** When each rung of a task is reached, in order of time (domain 0.2, `clock.*`, `unread.*`, `urgent.unacked.minutes`). What was seen has no unread rungs. */
export function ladder(
  task: Pick<Task, 'opened' | 'due'> & { readonly seenAt: Instant | null; readonly urgent: boolean },
  params: Params,
  calendar: Calendar,
): readonly { readonly rung: Rung; readonly at: Instant }[] {
  const share = (percent: number): Instant => {
    const opened = Date.parse(task.opened);
    return new Date(opened + ((Date.parse(task.due) - opened) * percent) / 100).toISOString();
  };
  const unreadAt = task.urgent
    ? addMinutes(task.opened, params.number('urgent.unacked.minutes'))
    : addHours(task.opened, params.number('unread.hours'));
  const unread = [
    { rung: 'unread', at: unreadAt },
    {
      rung: 'unreadLeader',
      at: task.urgent
        ? addMinutes(unreadAt, params.number('urgent.unacked.minutes'))
        : deadline(unreadAt, params.span('unread.leader'), calendar),
    },
  ] as const;
  const due = { rung: 'due', at: task.due } as const;
  // Handed over when it was late already, a task has no time to have a share of: nobody is told thrice at once.
  const clock =
    task.due <= task.opened
      ? [due]
      : ([
          { rung: 'warn', at: share(params.number('clock.warn')) },
          due,
          { rung: 'second', at: share(params.number('clock.second')) },
        ] as const);
  const all: readonly { rung: Rung; at: Instant }[] = [...(task.seenAt === null ? unread : []), ...clock];
  return [...all].sort((a, b) => (a.at < b.at ? -1 : 1));
}

/** When something may be pushed: at once if urgent or by day; what falls into the quiet hours waits for the morning's one digest. */
export function pushAt(now: Instant, urgent: boolean, params: Params): Instant {
  const isNight = isQuiet(now, params.text('quiet.from'), params.text('quiet.to'));
  return urgent || !isNight ? now : nextTimeOfDay(now, params.text('digest.at'));
}
