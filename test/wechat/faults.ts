import type { ServerResponse } from 'node:http';
import { refuse, type Reply } from './reply.js';

/**
 * What can go wrong on one route.
 * Nothing is applied by `refuse` (the line drops), `html` (a gateway answers) and `errcode`;
 * the others apply the effect first: `hang` never says so, `broken` says 500, and `twice` says it two times over.
 */
export type Fault =
  | 'refuse'
  | 'html'
  | 'hang'
  | 'broken'
  | 'twice'
  | 'truncated'
  | 'noErrcode'
  | 'stringNumbers'
  | { readonly slow: number }
  | { readonly errcode: number };

/** Per-route switches, each for a number of calls. */
export class Faults {
  readonly #set = new Map<string, { fault: Fault; left: number }>();

  set(route: string, fault: Fault | null, times = Infinity): void {
    if (fault === null) this.#set.delete(route);
    else this.#set.set(route, { fault, left: times });
  }

  take(route: string): Fault | null {
    const found = this.#set.get(route);
    if (!found) return null;
    found.left -= 1;
    if (found.left <= 0) this.#set.delete(route);
    return found.fault;
  }
}

/** Answers instead of the route, before anything is applied; false when the fault lies behind the effect. */
export function failsFirst(fault: Fault | null, response: ServerResponse): boolean {
  if (fault === 'refuse') {
    response.socket?.destroy();
    return true;
  }
  if (fault === 'html') {
    response.writeHead(502, { 'content-type': 'text/html' });
    response.end('<html><body><h1>502 Bad Gateway</h1></body></html>');
    return true;
  }
  if (fault === null || typeof fault === 'string' || !('errcode' in fault)) return false;
  response.end(JSON.stringify(refuse(fault.errcode)));
  return true;
}

/** Sends the reply of a route, bent as the fault says. */
export async function answer(reply: Reply, fault: Fault | null, response: ServerResponse): Promise<void> {
  if (fault === 'hang') return;
  if (fault !== null && typeof fault === 'object' && 'slow' in fault) {
    await new Promise((resolve) => setTimeout(resolve, fault.slow).unref());
  }
  // Some live endpoints label their JSON text/plain; a client that trusts the header breaks there.
  response.setHeader('content-type', 'text/plain');
  const text = JSON.stringify(bend(reply, fault));
  if (fault === 'broken') response.statusCode = 500;
  if (fault === 'twice') response.write(text);
  response.end(fault === 'truncated' ? text.slice(0, Math.ceil(text.length / 2)) : text);
}

function bend(reply: Reply, fault: Fault | null): unknown {
  if (fault === 'stringNumbers') {
    return JSON.parse(JSON.stringify(reply), (_key, value: unknown) =>
      typeof value === 'number' ? String(value) : value,
    );
  }
  if (fault !== 'noErrcode' || reply.errcode !== 0) return reply;
  const { errcode: _code, errmsg: _text, ...rest } = reply;
  return rest;
}
