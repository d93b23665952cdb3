import type { Socket } from 'node:net';
import type { Pool, PoolConnection } from 'mysql2';

// Together longer than any statement may run, and looked at in steps: a process that was itself held up reads what has arrived before it judges.
const LOOK_MS = 3_000;
const LOOKS = 5;

/** What mysql2 has, and its types do not say: the line, and the command that waits for an answer. */
interface Held {
  readonly stream: Socket;
  readonly _command?: object | null;
}

/** A database that is cut off without a word, as by a firewall or a dead host, leaves calls on their lines for hours, until no line is left for anybody. A line whose command stays without an answer is hung up, and the work on it fails as `away`. */
export function hangUpOnSilence(pool: Pool): void {
  pool.on('acquire', (connection) => listen(heldOf(connection)));
  pool.on('release', (connection) => heldOf(connection).stream.removeAllListeners('timeout').setTimeout(0));
}

const heldOf = (connection: PoolConnection): Held => connection as unknown as Held;

function listen(held: Held): void {
  const { stream } = held;
  let heard = stream.bytesRead;
  let looks = 0;
  stream.setTimeout(LOOK_MS).on('timeout', () => {
    looks = held._command && heard === stream.bytesRead ? looks + 1 : 0;
    heard = stream.bytesRead;
    if (looks < LOOKS) stream.setTimeout(LOOK_MS);
    else stream.destroy(Object.assign(new Error('the database is silent'), { code: 'ETIMEDOUT' }));
  });
}
