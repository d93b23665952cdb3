import { useEffect, useRef } from 'react';
import { useOutbox } from './outbox';
import type { OutboxItem } from './outbox.core';

/** What is on its way to one case; calls back when something has arrived there. */
export function useLane(lane: string, onArrived: () => void): readonly OutboxItem[] {
  const waiting = useOutbox().waiting.filter((item) => item.lane === lane);
  const before = useRef(waiting.length);
  const latest = useRef(onArrived);
  latest.current = onArrived;
  useEffect(() => {
    if (waiting.length < before.current) latest.current();
    before.current = waiting.length;
  }, [waiting.length]);
  return waiting;
}
