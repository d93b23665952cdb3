import {
  Agent as HttpAgent,
  request as httpRequest,
  type ClientRequest,
  type IncomingMessage,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';

/** One request as it leaves; a `body` makes it a POST. */
interface Leaving {
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

type Exchange =
  | { readonly kind: 'reply'; readonly text: string }
  | { readonly kind: 'unknownOutcome' }
  | { readonly kind: 'away' };

// A kept-alive line that the other side has just closed fails after the request is written, and then
// nobody knows whether a message went out. Our few calls a minute can afford a new line each.
const agents = {
  'http:': new HttpAgent({ keepAlive: false }),
  'https:': new HttpsAgent({ keepAlive: false }),
};

/**
 * One HTTP exchange; follows no redirects. `fetch` would be shorter, but it does not tell whether
 * the request had left the house when it failed.
 */
export function exchange(url: URL, { body, headers }: Leaving, timeoutMs: number): Promise<Exchange> {
  const secure = url.protocol === 'https:';
  const payload = body === undefined ? undefined : Buffer.from(body);
  return new Promise((resolve) => {
    const request = (secure ? httpsRequest : httpRequest)(url, {
      method: payload ? 'POST' : 'GET',
      agent: secure ? agents['https:'] : agents['http:'],
      headers: payload
        ? { 'content-type': 'application/json', ...headers, 'content-length': payload.length }
        : {},
      signal: AbortSignal.timeout(timeoutMs),
    });
    const left = watchDeparture(request, secure ? 'secureConnect' : 'connect');
    request.once('error', () => resolve({ kind: left() ? 'unknownOutcome' : 'away' }));
    request.once('response', (response) => void collect(response).then(resolve));
    request.end(payload);
  });
}

/** Tells whether the line to the other side ever stood. */
function watchDeparture(request: ClientRequest, event: 'connect' | 'secureConnect'): () => boolean {
  let stood = false;
  request.once('socket', (socket: Socket) => socket.once(event, () => (stood = true)));
  return () => stood;
}

async function collect(response: IncomingMessage): Promise<Exchange> {
  const status = response.statusCode ?? 0;
  try {
    const parts: Buffer[] = [];
    for await (const part of response) parts.push(part as Buffer);
    // A gateway that timed out had passed the call on, and what breaks in the middle may have done it; one that answers anything else had not.
    if (status === 504 || status === 500) return { kind: 'unknownOutcome' };
    return status === 200 ? { kind: 'reply', text: Buffer.concat(parts).toString('utf8') } : { kind: 'away' };
  } catch {
    return { kind: 'unknownOutcome' };
  }
}
