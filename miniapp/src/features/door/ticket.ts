import { ticketApi } from '@songtao/shared/api/door.js';
import type { OutputOf } from '@songtao/shared/api/endpoint.js';
import { useEffect, useRef, useState } from 'react';
import { call } from '../../platform/call';
import { asCallError } from '../../platform/call.core';
import { qrPicture } from '../../platform/qr';
import { useRead } from '../../platform/query';
import { enter } from '../../platform/session';

const GOOD_MS = 120_000;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 5_000;
const SLOWER = 1.25;

type Ticket = OutputOf<typeof ticketApi.draw>;

/** What a browser shows that wants to be let in. */
export interface Drawn {
  readonly picture: string;
  /** Two digits to be found on the phone. */
  readonly number: string;
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Words of a ticket: whoever scans them is led to the page that lets in. */
const drawn = ({ id, number }: Ticket): Drawn => ({
  number,
  picture: qrPicture(`${location.origin}/#/staff/door/confirm?ticket=${id}`),
});

/** Asks, more slowly as time goes by, until somebody has let the browser in; false where the ticket is over or was left. Rejects where the phone said no. */
async function waited({ id, secret }: Ticket, isLeft: () => boolean): Promise<boolean> {
  const end = Date.now() + GOOD_MS;
  for (let wait = FIRST_WAIT_MS; Date.now() < end; wait = Math.min(wait * SLOWER, LONGEST_WAIT_MS)) {
    await pause(wait);
    if (isLeft()) return false;
    const { session } = await call(ticketApi.fetch, { id, secret }).catch(unlessOffline);
    if (session === null) continue;
    await enter(session);
    return true;
  }
  return false;
}

function unlessOffline(error: unknown): { session: null } {
  if (asCallError(error).offline) return { session: null };
  throw error;
}

interface Door {
  /** Null until it is drawn. */
  readonly ticket: Drawn | null;
  /** Why nobody was let in; then one may draw another. */
  readonly problem: string | null;
  readonly again: () => void;
}

/** A ticket of this browser, shown until somebody has let it in. */
export function useTicket(onIn: () => void): Door {
  const [round, setRound] = useState(0);
  const begin = useRef(onIn);
  begin.current = onIn;
  const [ticket, setTicket] = useState<Drawn | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let left = false;
    const run = async (): Promise<void> => {
      const fresh = await call(ticketApi.draw, {});
      if (left) return;
      setTicket(drawn(fresh));
      const isIn = await waited(fresh, () => left);
      if (left) return;
      if (isIn) begin.current();
      else setProblem('这一张过时了');
    };
    setTicket(null);
    setProblem(null);
    run().catch((error: unknown) => {
      if (!left) setProblem(asCallError(error).message);
    });
    return () => {
      left = true;
    };
  }, [round]);
  return { ticket, problem, again: () => setRound((last) => last + 1) };
}

/** What wants to be let in, as the phone sees it. */
export const useAsking = (id: string) => useRead(ticketApi.look, { id });

interface Answer {
  /** What was said, once it has arrived. */
  readonly said: 'in' | 'no' | null;
  readonly busy: boolean;
  readonly problem: string | null;
  readonly yes: (number: string) => void;
  readonly no: () => void;
}

/** Lets it in as oneself, or says that it was not oneself. */
export function useAnswer(id: string): Answer {
  const [said, setSaid] = useState<'in' | 'no' | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const say = async (answer: 'in' | 'no', work: () => Promise<unknown>): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await work();
      setSaid(answer);
    } catch (error) {
      setProblem(asCallError(error).message);
    }
    setBusy(false);
  };
  return {
    said,
    busy,
    problem,
    yes: (number) => void say('in', () => call(ticketApi.letIn, { id, number })),
    no: () => void say('no', () => call(ticketApi.refuse, { id })),
  };
}
