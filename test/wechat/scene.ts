import { startWeChatStub, type WeChatStub } from './stub.js';

export type Body = Record<string, unknown>;

export const appid = 'wx0123456789abcdef';
export const secret = 's'.repeat(32);
export const minute = 60_000;
export const credential = { grant_type: 'client_credential', appid, secret };

/** A stub with a clock that the test moves, and the calls that a test makes bare, without our client. */
export class Scene {
  time = new Date('2026-11-23T07:00:00Z').getTime();
  stub!: WeChatStub;

  async open(): Promise<void> {
    this.stub = await startWeChatStub({
      appid,
      secret,
      now: () => new Date(this.time),
      templates: [
        { id: 'once', title: '一次', kind: 'oneTime', fields: { thing1: '事项', time2: '时间' } },
        {
          id: 'long',
          title: '长期',
          kind: 'longTerm',
          fields: { thing1: '事项', enum3: '结果' },
          enumValues: { enum3: ['好了'] },
        },
        { id: 'gone', title: '封了', kind: 'oneTime', fields: { thing1: '事项' }, banned: true },
        { id: 'work', title: '工作', kind: 'employee', fields: { thing1: '事项' } },
      ],
    });
  }

  async get(path: string, query: Record<string, string> = {}): Promise<Body> {
    const response = await fetch(`${this.stub.url}${path}?${new URLSearchParams(query)}`);
    return (await response.json()) as Body;
  }

  async post(path: string, body: unknown, query: Record<string, string> = {}): Promise<Body> {
    const init = { method: 'POST', body: JSON.stringify(body) };
    const response = await fetch(`${this.stub.url}${path}?${new URLSearchParams(query)}`, init);
    return (await response.json()) as Body;
  }

  stableToken(more: Body = {}): Promise<Body> {
    return this.post('/cgi-bin/stable_token', { ...credential, ...more });
  }

  async withToken(path: string, body: unknown): Promise<Body> {
    return this.post(path, body, { access_token: String((await this.stableToken()).access_token) });
  }

  templates(token: unknown): Promise<Body> {
    return this.get('/wxaapi/newtmpl/gettemplate', { access_token: String(token) });
  }
}
