import { signal } from './signal';
import { windowKey } from './storage';

/** Who is signed in here. */
export interface Session {
  readonly token: string;
  readonly staff: boolean;
  /** Id of the person, known once `/me` has answered for the first time. */
  readonly person: string | null;
}

const sessionKey = windowKey<Session>('session');

/** The session of this phone, or of this window of a browser; `null` before signing in and after it has ended. */
export const session = signal<Session | null>(sessionKey.read());

session.watch(() => {
  const now = session.get();
  if (now) sessionKey.write(now);
  else sessionKey.remove();
});
