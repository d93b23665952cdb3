import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { control } from './control.js';
import { Faults, answer, failsFirst, type Fault } from './faults.js';
import { Messages, type Sent, type StubTemplate } from './messages.js';
import { People } from './people.js';
import { dispatch, knownRoute, type Received, type StubState } from './routes.js';
import { Tokens } from './tokens.js';

interface StubOptions {
  /** Zero or absent: any free port. */
  readonly port?: number;
  readonly now?: () => Date;
  readonly appid: string;
  readonly secret: string;
  readonly templates: readonly StubTemplate[];
}

/** A running stand-in for api.weixin.qq.com. */
export interface WeChatStub {
  readonly url: string;
  received(): readonly Received[];
  /** Every card that was sent, the refused ones too. */
  sent(): readonly Sent[];
  /** The cards that arrived. */
  delivered(): readonly Sent[];
  issueCode(openid: string, unionid?: string): string;
  issuePhoneCode(openid: string, phone: string): string;
  block(openid: string): void;
  credit(openid: string, templateId: string, count: number): void;
  bindEmployee(openid: string): void;
  muteEmployee(openid: string, templateId: string): void;
  revokeTokens(): void;
  fault(route: string, fault: Fault | null, times?: number): void;
  close(): Promise<void>;
}

/** Starts the stub on 127.0.0.1. */
export async function startWeChatStub(options: StubOptions): Promise<WeChatStub> {
  const state = createState(options);
  const server = createServer((request, response) => {
    serve(state, request, response).catch((error: unknown) => {
      response.statusCode = 500;
      response.end(String(error));
    });
  });
  await listen(server, options.port ?? 0);
  const { people, messages, tokens, faults } = state;
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received: () => state.received,
    sent: () => messages.sent,
    delivered: () => messages.sent.filter(({ errcode }) => errcode === 0),
    issueCode: (openid, unionid) => people.issueCode(openid, unionid),
    issuePhoneCode: (openid, phone) => people.issuePhoneCode(openid, phone),
    block: (openid) => people.block(openid),
    credit: (openid, templateId, count) => messages.credit(openid, templateId, count),
    bindEmployee: (openid) => messages.bind(openid),
    muteEmployee: (openid, templateId) => messages.mute(openid, templateId),
    revokeTokens: () => tokens.revoke(),
    fault: (route, fault, times) => faults.set(knownRoute(route), fault, times),
    close: () => close(server),
  };
}

function createState({ appid, secret, templates, now: clock }: StubOptions): StubState {
  const now = (): number => (clock?.() ?? new Date()).getTime();
  const people = new People(now, appid, secret);
  const messages = new Messages(now, people);
  messages.register(templates);
  return {
    now,
    people,
    messages,
    tokens: new Tokens(now, appid, secret),
    faults: new Faults(),
    received: [],
  };
}

async function serve(state: StubState, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://stub');
  const text = await read(request);
  if (url.pathname.startsWith('/__stub/'))
    return control(state, request.method ?? 'GET', url, text, response);
  const query = Object.fromEntries(url.searchParams);
  const body = parse(text);
  record(state, request.method ?? 'GET', url.pathname, query, body ?? {});
  const fault = state.faults.take(url.pathname);
  if (failsFirst(fault, response)) return;
  const reply = await dispatch(state, request.method, url.pathname, query, body);
  await answer(reply, fault, response);
}

function record(
  state: StubState,
  method: string,
  route: string,
  { access_token: _token, secret: _secret, ...query }: Record<string, string>,
  { secret: _bodySecret, ...body }: Record<string, unknown>,
): void {
  state.received.push({ at: new Date(state.now()).toISOString(), method, route, query, body });
}

/** The body as an object; empty for none, null when it is not JSON. */
function parse(text: string): Record<string, unknown> | null {
  if (text === '') return {};
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return null;
  }
}

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    // Hung calls would keep the server open for ever.
    server.closeAllConnections();
  });
