import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { noticeApi } from '@songtao/shared/api/notice.js';
import { NoticesSeed } from '../../server/src/demo/notices.seed.js';
import { handledEndpoints } from '../../server/src/platform/handles.js';
import { newId } from '../../server/src/platform/ids.js';
import { openApiDocument } from '../../server/src/platform/openapi.js';
import { specDatabases } from '../../server/src/platform/spec.databases.js';
import { amount, figure } from '../fault/figures.js';
import { fuzz } from '../support/fuzz.js';
import { Town } from '../support/town.js';
import { startWeChatStub, type WeChatStub } from '../wechat/stub.js';
import { Story } from './story.js';

// A thousand on each database; by hand ten times as many.
const COUNT = amount(1_000, 10_000);
const SEED = 20_261_123;

describe.each(specDatabases)('any input on %s', (kind, make) => {
  let town: Town;
  let weChat: WeChatStub;

  beforeAll(async () => {
    weChat = await startWeChatStub({ appid: 'wx', secret: 's', templates: [] });
    const env = { WECHAT_BASE_URL: weChat.url, WECHAT_APPID: 'wx', WECHAT_SECRET: 's' };
    town = await Town.open(make, { env });
    await town.get(NoticesSeed).plant();
    const story = new Story(town);
    await story.report();
    for (const home of story.ordinary().slice(0, 3)) await story.posting(home);
  }, 120_000);
  afterAll(async () => {
    await town.close();
    await weChat.close();
  });

  it(
    'is answered by the contract, or refused in the words of its table',
    async () => {
      const { sent, done, operations, faults } = await fuzz(town.url, COUNT, SEED);
      figure(`any input, ${kind}`, {
        requests: sent,
        operations,
        answered: done.length,
        faults: faults.length,
      });
      expect(faults).toEqual([]);
      expect(sent).toBe(COUNT);
      expect(done.length).toBeGreaterThan(operations / 2);
    },
    amount(300_000, 3_600_000),
  );
});

describe.each(specDatabases)('words on %s', (_kind, make) => {
  let town: Town;
  beforeAll(async () => {
    town = await Town.open(make);
  }, 60_000);
  afterAll(() => town.close());

  it('come back sign for sign, whatever a person can type', async () => {
    const writer = await town.as('village');
    const { village: area } = town.home('王秀英');
    const typed = fc
      .sample(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), { numRuns: 600, seed: SEED })
      .concat('𠮷𬭎😀👨‍👩‍👧', '阿卜杜拉·买买提', "'; DROP TABLE notice; --", '%_\\', '🇨🇳❤️')
      .map((text) => text.replace(/\s+/gu, ' ').normalize('NFC').trim())
      .filter((text) => text !== '');
    const body = typed.join('\n');
    const [id, requestId] = [newId(), newId()];
    const nothing = { officialTitle: '', plain: '', needs: [], steps: [], questions: [] };
    const none = { audio: null, contact: null, document: null, effectiveFrom: null, effectiveTo: null };
    const title = '𠮷𬭎村的事';
    const input = {
      id,
      requestId,
      kind: 'announcement',
      version: 0,
      area,
      title,
      body,
      ...nothing,
      ...none,
    } as const;
    await writer.call(noticeApi.write, input);
    const back = await writer.call(noticeApi.get, { id });
    expect(back.title).toBe(title);
    expect(back.body.split('\n')).toEqual(typed);
  });
});

/** A server with the same contract that answers everything alike. */
async function careless(status: number, body: string): Promise<{ url: string; server: Server }> {
  const open = JSON.stringify({ token: 'x'.repeat(40), expires: '2027-01-01T00:00:00.000Z', staff: true });
  const server = createServer((request, response) => {
    if (request.url === '/api/openapi.json')
      return response.end(JSON.stringify(openApiDocument(handledEndpoints())));
    if (request.url === '/api/sessions/demo') return response.end(open);
    return response
      .writeHead(status, {
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
        'x-request-id': 'r',
      })
      .end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

const refusal = (message: string): string => JSON.stringify({ code: 'badInput', message, requestId: 'r' });

it.each([
  [500, refusal('有一处没写对'), 'our fault'],
  [404, refusal('有一处没写对'), 'badInput with 404'],
  [400, refusal('bad input'), 'no words for people'],
  [400, refusal('写错了 SqliteError: no such table'), 'shows the inside'],
  [400, refusal('写错了 SELECT id FROM person WHERE 1'), 'shows the inside'],
  [400, 'Bad Request', 'none of the table'],
  [200, '{"ok":true}', 'taken although it breaks the schema'],
  [200, '{"ok":true,"phone":"138"}', 'answers more than its output'],
])('a server that answers %d %s to everything is found out', async (status, body, fault) => {
  const { url, server } = await careless(status, body);
  const { faults } = await fuzz(url, 200, SEED);
  expect(faults.filter((found) => found.includes(fault)).length).toBeGreaterThan(0);
  server.closeAllConnections();
  server.close();
});
