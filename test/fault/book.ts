import { receiptWords } from '@songtao/shared/calendar/words.js';
import { CaseActionRow, CaseRecordRow } from '../../server/src/case/case.row.js';
import { InboxMessageRow, OutboxMessageRow } from '../../server/src/outbox/outbox.row.js';
import { Database } from '../../server/src/platform/database.js';
import type { House } from '../support/town.js';
import { everyCase, faultsOf, loadedOf } from '../support/truth.js';
import { words } from './crowd.js';
import type { Ledger, Stored } from './ledger.js';

/** Every act that the database knows of, and those of which everybody concerned is told in the outbox and in the inbox. */
export async function storedIn(house: House): Promise<Stored> {
  const db = house.get(Database).read();
  const actions = await db.all(
    CaseActionRow,
    ['caseId', 'seq', 'action', 'actor', 'decided'],
    (query) => query,
  );
  const outbox = await db.all(OutboxMessageRow, ['id', 'dedupeKey'], (query) => query);
  const inbox = await db.all(InboxMessageRow, ['id'], (query) => query);
  const inInbox = new Set(inbox.map(({ id }) => id));
  // The event comes first in the key, then the person.
  const events = new Set(
    outbox.filter(({ id }) => inInbox.has(id)).map(({ dedupeKey }) => dedupeKey.split('|')[0]),
  );
  const isTold = ({ caseId, seq, actor, decided, action }: (typeof actions)[number]): boolean => {
    const { opened = [] } = decided as { opened?: readonly { id: string; holder: string }[] };
    const tasks = opened.filter(({ holder }) => holder !== actor);
    const tells = action === 'contacted' || events.has(`${caseId}.${seq}`);
    return tells && tasks.every(({ id }) => events.has(id));
  };
  const keyOf = ({ caseId, action }: (typeof actions)[number]): string => `${caseId} ${action}`;
  return { written: actions.map(keyOf), told: new Set(actions.filter(isTold).map(keyOf)) };
}

/** Everything in which the cases are not whole: fold, chain, the words that were said, the number that was promised. */
export async function brokenIn(house: House, ledger: Ledger): Promise<string[]> {
  const db = house.get(Database).read();
  const faults: string[] = [];
  for (const id of await everyCase(house)) {
    const { rows } = await loadedOf(house, id);
    const stored = await db.first(CaseRecordRow, ['number'], (query) => query.where('r.id = :id', { id }));
    const promised = ledger.acknowledged.get(`${id} report`) as { number: string } | undefined;
    if (rows[0]?.form['words'] !== words) faults.push(`${id}: other words`);
    if (promised && receiptWords(stored?.number ?? '') !== promised.number)
      faults.push(`${id}: other number`);
    faults.push(...(await faultsOf(house, id)).map((fault) => `${id}: ${fault}`));
  }
  return faults;
}
