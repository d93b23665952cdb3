import type { Faults } from './faults.js';
import type { Messages } from './messages.js';
import type { People } from './people.js';
import { ok, refuse, type Reply } from './reply.js';
import { checkMedia, checkText } from './safety.js';
import type { Tokens } from './tokens.js';

/** One call as it came in; token and secret are left out. */
export interface Received {
  readonly at: string;
  readonly method: string;
  readonly route: string;
  readonly query: Record<string, string>;
  readonly body: Record<string, unknown>;
}

/** Everything that the stub keeps, shared by the routes and the control endpoint. */
export interface StubState {
  readonly now: () => number;
  readonly tokens: Tokens;
  readonly people: People;
  readonly messages: Messages;
  readonly faults: Faults;
  readonly received: Received[];
}

interface Call {
  readonly query: Record<string, string>;
  readonly body: Record<string, unknown>;
}

interface Route {
  readonly method: 'GET' | 'POST';
  /** Absent for the routes that are called with the secret. */
  readonly token?: true;
  readonly handle: (state: StubState, call: Call) => Reply | Promise<Reply>;
}

const post = (handle: Route['handle']): Route => ({ method: 'POST', token: true, handle });

const routes: Record<string, Route> = {
  '/sns/jscode2session': { method: 'GET', handle: ({ people }, { query }) => people.session(query) },
  '/cgi-bin/stable_token': { method: 'POST', handle: ({ tokens }, { body }) => tokens.stable(body) },
  '/cgi-bin/token': { method: 'GET', handle: ({ tokens }, { query }) => tokens.plain(query) },
  '/wxaapi/newtmpl/gettemplate': { method: 'GET', token: true, handle: ({ messages }) => messages.list() },
  '/wxa/business/getuserphonenumber': post(({ people }, { body }) => people.phone(body)),
  '/cgi-bin/message/subscribe/send': post(({ messages }, { body }) => messages.subscribe(body)),
  '/cgi-bin/message/wxopen/employeerelationmsg/send': post(({ messages }, { body }) =>
    messages.employee(body),
  ),
  '/wxa/business/unbinduserb2cauthinfo': post(({ messages }, { body }) => {
    for (const openid of Array.isArray(body.openid_list) ? body.openid_list : [])
      messages.unbind(String(openid));
    return ok();
  }),
  '/wxa/msg_sec_check': post(({ people }, { body }) => checkText(people, body)),
  '/wxa/media_check_async': post(({ people }, { body }) => checkMedia(people, body)),
};

/** Finds the route, checks method and token as WeChat does, and applies the call. */
export async function dispatch(
  state: StubState,
  method: string | undefined,
  path: string,
  query: Record<string, string>,
  body: Record<string, unknown> | null,
): Promise<Reply> {
  const route = routes[path];
  if (!route) return refuse(40066, 'invalid url');
  if (route.method === 'POST' && method !== 'POST') return refuse(43002);
  const wrong = route.token ? state.tokens.check(query.access_token) : null;
  if (wrong) return wrong;
  return body ? route.handle(state, { query, body }) : refuse(47001);
}

/** A misspelt route would make a fault test pass without its fault. */
export function knownRoute(route: string): string {
  if (!(route in routes)) throw new Error(`no such WeChat route: ${route}`);
  return route;
}
