import type { ServerResponse } from 'node:http';
import type { Fault } from './faults.js';
import type { StubTemplate } from './messages.js';
import { knownRoute, type StubState } from './routes.js';

type Order = Record<string, unknown>;

const text = (order: Order, key: string): string => {
  const value = order[key];
  if (typeof value !== 'string' || value === '') throw new TypeError(`${key} is missing`);
  return value;
};

/** What another process may do with the stub: see what arrived, and play the person who holds the phone. */
const orders: Record<string, (state: StubState, order: Order) => unknown> = {
  'GET received': ({ received }) => received,
  'GET sent': ({ messages }) => messages.sent,
  'POST code': ({ people }, order) => ({
    code: people.issueCode(text(order, 'openid'), order.unionid ? text(order, 'unionid') : undefined),
  }),
  'POST phone-code': ({ people }, order) => ({
    code: people.issuePhoneCode(text(order, 'openid'), text(order, 'phone')),
  }),
  'POST credit': ({ messages }, order) =>
    messages.credit(text(order, 'openid'), text(order, 'templateId'), Number(order.count ?? 1)),
  'POST employee': ({ messages }, order) => messages.bind(text(order, 'openid')),
  'POST templates': ({ messages }, order) => messages.register(order.templates as readonly StubTemplate[]),
  'POST fault': ({ faults }, order) =>
    faults.set(
      knownRoute(text(order, 'route')),
      order.fault as Fault | null,
      order.times === undefined ? undefined : Number(order.times),
    ),
};

/** Answers `/__stub/<order>`; these are not WeChat's and keep ordinary HTTP manners. */
export function control(
  state: StubState,
  method: string,
  url: URL,
  body: string,
  response: ServerResponse,
): void {
  const order = orders[`${method} ${url.pathname.slice('/__stub/'.length)}`];
  response.setHeader('content-type', 'application/json');
  try {
    if (!order) throw new TypeError('no such order');
    response.end(JSON.stringify(order(state, body === '' ? {} : (JSON.parse(body) as Order)) ?? {}));
  } catch (error) {
    response.statusCode = 400;
    response.end(JSON.stringify({ error: String(error) }));
  }
}
