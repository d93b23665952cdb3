import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseApi } from '@songtao/shared/api/case.js';
import { CaseClock } from '../../server/src/case/case.clock.js';
import { Dispatcher } from '../../server/src/outbox/dispatcher.js';
import { Database } from '../../server/src/platform/database.js';
import { Log } from '../../server/src/platform/logger.js';
import { specDatabases } from '../../server/src/platform/spec.databases.js';
import { consoleTemplates } from '../../server/src/wechat/templates.js';
import { addressesIn, listen, names, sentinels, tracesIn, type Sentinel } from '../support/sentinels.js';
import { Town, type Client } from '../support/town.js';
import { startWeChatStub, type WeChatStub } from '../wechat/stub.js';
import { live, type Life } from './life.js';
import { Story } from './story.js';

const account = { appid: 'wx0123456789abcdef', secret: 's'.repeat(32) };
const templates = [
  { id: 'villager', ...consoleTemplates.villager },
  { id: 'staff', ...consoleTemplates.staff },
];

/** Columns in which a name stands in clear, because it is searched or printed. */
const plainNames = new Set([
  'case_record.subject_name',
  'household.head_name',
  'meeting.roster',
  'member.name',
  'notice_item.name',
  'person.name',
  'representative.name',
]);

const sealed = (Object.keys(sentinels) as Sentinel[]).filter((key) => !names.includes(key));

/** Where something was found, and what. */
type Trace = readonly [where: string, found: readonly Sentinel[]];

const found = (places: readonly Trace[]): Trace[] => places.filter(([, traces]) => traces.length > 0);

describe.each(specDatabases)('personal values planted through whole stories, on %s', (kind, make) => {
  const lines: string[] = [];
  const disk = mkdtempSync(join(tmpdir(), 'songtao-disk-'));
  let stub: WeChatStub;
  let town: Town;
  let story: Story;
  let ear: ReturnType<typeof listen>;
  let life: Life;

  beforeAll(async () => {
    const stream = new Writable({
      write(chunk: Buffer, _encoding, done) {
        lines.push(chunk.toString());
        done();
      },
    });
    stub = await startWeChatStub({ ...account, templates });
    const env = {
      WECHAT_APPID: account.appid,
      WECHAT_SECRET: account.secret,
      WECHAT_BASE_URL: stub.url,
      WECHAT_TEMPLATES: 'villager:villager,staff:staff',
      DATA_DIR: disk,
    };
    town = await Town.open(make, { env, log: new Log('debug', stream) });
    story = new Story(town);
    for (const staff of ['grid', 'town', 'town-leader', 'village', 'secretary', 'county'])
      stub.bindEmployee(`demo-${staff}`);
    for (const villager of ['villager', 'neighbour']) {
      stub.issueCode(`demo-${villager}`);
      stub.credit(`demo-${villager}`, 'villager', 20);
    }
    ear = listen();
    life = await live(story);
    for (let round = 0; round < 3; round += 1) await town.get(Dispatcher).run();
    await town.get(CaseClock).tick();
  }, 120_000);
  afterAll(async () => {
    ear.stop();
    await town.close();
    await stub.close();
    rmSync(disk, { recursive: true });
  });

  it('were said indeed, and are read by those who handle them', async () => {
    const bodies = ear.heard.map(({ body }) => body).join('\n');
    // Of a child staff read neither name nor birth date, and nobody asked for the neighbour's number.
    const unread = ['child', 'neighbourPhone'];
    const read = Object.keys(sentinels).filter((key) => !unread.includes(key));
    expect(tracesIn(bodies).toSorted()).toEqual(read.toSorted());
    expect(ear.heard.length).toBeGreaterThan(60);
  });

  it('are in no line of the log', () => {
    expect(lines.length).toBeGreaterThan(60);
    expect(found(lines.map((line) => [line, tracesIn(line)]))).toEqual([]);
    lines.push(`{"event":"answered","text":"${sentinels.idNumber}"}`);
    expect(found(lines.map((line) => [line, tracesIn(line)]))).toHaveLength(1);
    lines.pop();
  });

  it('are in no address, neither one that is called nor one that is handed out', () => {
    const addresses = ear.heard.flatMap(({ url, body }) => [url, ...addressesIn(body)]);
    // What is asked for by a wrong id stands in the address because this test wrote it there.
    const ours = addresses.filter((url) => !url.includes(encodeURIComponent(sentinels.narrative)));
    expect(ours.some((url) => /\/api\/files\/.+sig=/.test(url))).toBe(true);
    const dirty = (all: readonly string[]) => found(all.map((url) => [url, tracesIn(url)]));
    expect(dirty(ours.filter((url) => !url.includes(`/actions/${sentinels.namedPhone}`)))).toEqual([]);
    expect(dirty([`${town.url}/api/cases?q=${encodeURIComponent(sentinels.head)}`])).toHaveLength(1);
  });

  it('are in no push, nor in anything else that WeChat is sent', () => {
    expect(stub.delivered().length).toBeGreaterThan(5);
    const sent = [...stub.sent(), ...stub.received()].map((each) => JSON.stringify(each));
    expect(found(sent.map((text) => [text, tracesIn(text)]))).toEqual([]);
    const planted = JSON.stringify({ ...stub.sent()[0], lines: [{ value: `${sentinels.head}来电` }] });
    expect(tracesIn(planted)).toEqual(['head']);
  });

  it('are in no refusal', () => {
    const refusals = ear.heard.filter(({ status }) => status >= 400);
    expect(refusals.length).toBeGreaterThan(6);
    expect(found(refusals.map(({ url, body }) => [url, tracesIn(body)]))).toEqual([]);
  });

  it('are not told by the pages of whoever keeps the server', async () => {
    for (const path of ['health', 'ready', 'openapi.json', 'metrics', 'areas', 'demo/wechat', 'demo']) {
      const answer = await fetch(`${town.url}/api/${path}`);
      const allowed = path === 'demo' ? names : [];
      const traces = tracesIn(await answer.text()).filter((key) => !allowed.includes(key));
      expect([path, traces]).toEqual([path, []]);
    }
  });

  it('stand on a printed sheet only where the sheet is for them', async () => {
    const sheet = async (path: string) => (await story.as('secretary')).text(path);
    const notice = await sheet(`/notices/${life.notice}/sheet`).catch(() => '');
    expect(tracesIn(notice, sealed)).toEqual([]);
    const minutes = await sheet(`/meetings/${life.meeting}/sheet`);
    expect(minutes).toContain('会议记录');
    expect(tracesIn(minutes, sealed)).toEqual([]);
  });

  it('are in no answer to anybody else', async () => {
    const { village } = town.home(sentinels.head);
    const away = town.homes.find((home) => home.village !== village)?.village ?? '';
    const nextGrid = await story.director.somebody('gridWorker', village, [await town.idOf('grid')]);
    const elsewhere = await story.director.somebody('villageCadre', away);
    const others: [string, Client][] = [
      ['neighbour', await story.as('neighbour')],
      ['line', await story.as('line')],
      ['admin', await story.as('admin')],
      ['next grid', await town.signedIn(nextGrid ?? '')],
      ['other village', await town.signedIn(elsewhere ?? '')],
    ];
    const traces: Trace[] = [];
    for (const [who, client] of others) {
      const known = who === 'neighbour' ? neighbourKnows : [];
      const answers = await everything(client);
      for (const [path, body] of answers)
        traces.push([`${who} ${path}`, tracesIn(body).filter((key) => !known.includes(key))]);
    }
    expect(traces.length).toBeGreaterThan(100);
    expect(found(traces)).toEqual([]);
  }, 60_000);

  /** Her own name and words, what was answered to her, and whom she herself named. */
  const neighbourKnows: readonly Sentinel[] = [
    'neighbour',
    'neighbourPhone',
    'objection',
    'appeal',
    'answer',
    'idNumber',
    'bank',
    'namedPhone',
    'narrative',
    'illness',
    'son',
    'spouse',
  ];

  /** Every page that can be asked for by the ids of the story. */
  async function everything(client: Client): Promise<[string, string][]> {
    const { cases, notice, meeting, household } = life;
    const fixed = '/me /me/looks /phones /messages /tasks/today /staff /leaves /duty /params /notices';
    const paths = [
      ...cases.flatMap((id) => [`/cases/${id}`, `/cases/${id}/colleagues`, `/meetings?case=${id}`]),
      ...['mine', 'all', 'overdue'].map((list) => `/cases?worklist=${list}&limit=100`),
      ...['/mine', `/${household}`].map((path) => `/households${path}`),
      ...[`/notices/${notice}`, `/meetings/${meeting}`].flatMap((path) => [path, `${path}/sheet`]),
      ...fixed.split(' '),
    ];
    const read = await Promise.all(
      paths.map(async (path): Promise<[string, string]> => [path, await client.text(path)]),
    );
    const searched = await client.try(caseApi.search, { q: sentinels.head, limit: 100 });
    return [...read, ['search', JSON.stringify(searched.body)]];
  }

  it('are sealed in every table; names stand in clear where they are searched, and nowhere else', async () => {
    const { writer } = town.get(Database).sources;
    const traces: Trace[] = [];
    for (const { tableName, columns } of writer.entityMetadatas) {
      const rows = await writer.query<Record<string, unknown>[]>(`SELECT * FROM ${tableName}`);
      for (const { databaseName } of columns) {
        const where = `${tableName}.${databaseName}`;
        const text = rows.map((row) => String(row[databaseName] ?? '')).join('\n');
        traces.push([where, tracesIn(text, plainNames.has(where) ? sealed : undefined)]);
      }
    }
    expect(traces.length).toBeGreaterThan(200);
    expect(found(traces)).toEqual([]);
  });

  it('are neither in the bytes nor in the names of what lies on the disk', async () => {
    if (kind === 'SQLite') await town.get(Database).sources.writer.query('PRAGMA wal_checkpoint(TRUNCATE)');
    const files = readdirSync(disk, { recursive: true, withFileTypes: true });
    expect(files.filter((file) => file.isFile()).length).toBeGreaterThan(2);
    const traces = files.map(({ name }): Trace => [name, tracesIn(name)]);
    for (const file of files.filter((each) => each.isFile())) {
      const bytes = readFileSync(join(file.parentPath, file.name)).toString('latin1');
      const texts = sealed.filter((key) => bytes.includes(Buffer.from(sentinels[key]).toString('latin1')));
      traces.push([file.name, texts]);
    }
    expect(found(traces)).toEqual([]);
  });
});
