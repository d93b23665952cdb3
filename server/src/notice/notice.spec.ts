import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { InputOf } from '@songtao/shared/api/endpoint.js';
import type { NoticeLine, NoticeView, noticeApi } from '@songtao/shared/api/notice.js';
import { newId } from '../platform/ids.js';
import { specDatabases } from '../platform/spec.databases.js';
import { NoticeClock } from './notice.clock.js';
import { NoticeServer, otherVillage, silence, town, village, type Guest, type Reply } from './spec.server.js';

type Draft = InputOf<typeof noticeApi.write>;
type Page = { items: NoticeLine[]; next: string | null };

const start = '2026-11-23T01:05:00.000Z';
const guardOf = ({ body }: Reply): unknown => (body['details'] as { guard?: string } | undefined)?.guard;

describe.each(specDatabases)('policies and announcements on %s', (_kind, make) => {
  let server: NoticeServer;
  let writer: Guest;
  let checker: Guest;
  let cadre: Guest;
  let secretary: Guest;
  let here: Guest;
  let there: Guest;
  let nowhere: Guest;
  let audio: string;

  beforeAll(async () => {
    server = await NoticeServer.start(make);
    writer = await server.hire('何志刚', 'townOfficer', town);
    checker = await server.hire('刘军', 'townLeader', town);
    cadre = await server.hire('李建国', 'villageCadre', village);
    secretary = await server.hire('周文芳', 'villageSecretary', village);
    here = await server.villager('王秀英', village);
    there = await server.villager('李国富', otherVillage);
    nowhere = await server.villager('陈玉兰', null);
    audio = newId();
    await server.upload(writer, silence(100), { id: audio, kind: 'voice' });
  });

  beforeEach(() => {
    server.time.now = start;
  });

  afterAll(() => server.close());

  const policy = (more: Partial<Draft> = {}): Draft => ({
    id: newId(),
    requestId: newId(),
    kind: 'policy',
    version: 0,
    title: '看病花钱多，再帮您报',
    officialTitle: '关于做好困难群众医疗救助工作的通知',
    plain: '生病住院，报销后还花很多钱。\n这时可以申请医疗救助。\n申请不收钱。',
    body: '各村（社区）：患重病的困难群众，按程序申请。',
    needs: ['medical'],
    steps: [{ title: '告诉村里', text: '打电话、当面说都行。' }],
    questions: [],
    audio,
    contact: { name: '周敏', role: '镇上管医保的', phone: '13800006620', hours: '周一到周五' },
    document: { name: '医疗救助的通知', number: '示例〔2026〕8号', issuer: '演示区' },
    effectiveFrom: '2026-11-01',
    effectiveTo: '2026-12-31',
    area: town,
    ...more,
  });

  const notice = (more: Partial<Draft> = {}): Draft =>
    policy({
      kind: 'announcement',
      title: '打扫村路',
      officialTitle: '',
      plain: '这个星期五打扫村路。',
      body: '',
      needs: [],
      steps: [],
      audio: null,
      contact: null,
      document: null,
      effectiveFrom: null,
      effectiveTo: null,
      ...more,
    });

  const write = (draft: Draft, as = writer) =>
    server.call<NoticeView>('PUT', `/notices/${draft.id}`, as, (({ id: _id, ...rest }) => rest)(draft));
  const step = <T = NoticeView>(action: string, id: string, as: Guest, more: object) =>
    server.call<T>('POST', `/notices/${id}/${action}`, as, { requestId: newId(), ...more });
  const open = (id: string, as: Guest) => server.call<NoticeView>('GET', `/notices/${id}`, as);
  const list = async (as: Guest, query = '') =>
    (await server.call<Page>('GET', `/notices?limit=100${query}`, as)).body.items;
  const ids = async (as: Guest, query = '') => (await list(as, query)).map(({ id }) => id);
  const search = async (as: Guest, q: string) =>
    (await server.call<Page>('POST', '/notices/search', as, { q, limit: 100 })).body.items.map(
      ({ id }) => id,
    );

  const published = async (draft: Draft, by = writer, second = checker): Promise<string> => {
    expect((await write(draft, by)).status).toBe(200);
    expect((await step('submit', draft.id, by, { version: 1, checker: second.id })).status).toBe(200);
    expect((await step('publish', draft.id, second, { version: 2 })).status).toBe(200);
    return draft.id;
  };

  it('is written by one, checked by another, and then hangs', async () => {
    const draft = policy();
    const written = await write(draft);
    expect(written.body).toMatchObject({
      state: 'draft',
      version: 1,
      writer: '何志刚',
      areaName: '松涛镇',
      publishedAt: null,
    });
    expect(written.body.abilities.map(({ action }) => action)).toEqual(['edit', 'submit']);
    expect((await write(draft)).body.version).toBe(1);
    const again = await write({ ...draft, requestId: newId(), version: 1, title: '看病花钱多，再帮您' });
    expect(again.body).toMatchObject({ version: 2, title: '看病花钱多，再帮您' });
    const sent = await step('submit', draft.id, writer, { version: 2, checker: checker.id });
    expect(sent.body).toMatchObject({ state: 'checking', checker: '刘军' });
    expect(sent.body.abilities).toEqual([
      { action: 'publish', title: '核对过了，发布', blockedBy: '自己写的，不能自己发' },
      { action: 'return', title: '退回去改', blockedBy: '自己写的，不能自己发' },
    ]);
    expect(await ids(checker, '&drafts=yes')).toContain(draft.id);
    for (const somebody of [here, cadre]) expect((await open(draft.id, somebody)).status).toBe(404);
    const back = await step('return', draft.id, checker, { version: 3, note: '写短一点' });
    expect(back.body).toMatchObject({ state: 'draft', note: '写短一点' });
    await write({ ...draft, requestId: newId(), version: 4 });
    await step('submit', draft.id, writer, { version: 5, checker: checker.id });
    const out = await step('publish', draft.id, checker, { version: 6 });
    expect(out.body).toMatchObject({
      state: 'published',
      version: 7,
      publishedAt: start,
      lastDay: '2026-12-31',
      daysLeft: 38,
      note: null,
    });
    const seen = await open(draft.id, here);
    expect(seen.body).toMatchObject({
      title: draft.title,
      seconds: 3.6,
      read: false,
      writer: null,
      checker: null,
      abilities: [],
      openObjections: null,
    });
    expect(seen.body.phones).toEqual([{ name: '松涛镇', phone: '12345' }]);
    expect((await server.call('GET', seen.body.audio?.url ?? '')).bytes.equals(silence(100))).toBe(true);
    expect((await step('read', draft.id, here, {})).status).toBe(400);
    for (let time = 0; time < 2; time += 1)
      expect((await server.call('POST', `/notices/${draft.id}/read`, here, {})).body).toEqual({ ok: true });
    expect((await list(here)).find(({ id }) => id === draft.id)?.read).toBe(true);
    expect((await list(there)).find(({ id }) => id === draft.id)?.read).toBe(false);
  });

  it.each<[string, Partial<Draft>, string]>([
    ['plain', { plain: '' }, '没有白话，不能送审。先用短句写明白'],
    ['audio', { audio: null }, '没有声音，不能送审。不认字的人要靠听'],
    ['contact', { contact: null }, '还没写找谁问，要有名字和电话'],
    [
      'contact',
      { contact: { name: '周敏', role: '', phone: '', hours: '' } },
      '还没写找谁问，要有名字和电话',
    ],
    ['dates', { effectiveTo: null }, '还没写哪天起、到哪天'],
    ['dates', { effectiveFrom: null }, '还没写哪天起、到哪天'],
    ['dates', { effectiveFrom: '2026-12-02', effectiveTo: '2026-12-01' }, '到期的日子不对，改一下'],
    ['dates', { effectiveTo: '2026-11-22' }, '到期的日子不对，改一下'],
    ['document', { document: null }, '还没写文件名和文号'],
    ['document', { document: { name: '通知', number: '', issuer: '' } }, '还没写文件名和文号'],
  ])('does not go to the checker without its %s', async (guard, more, words) => {
    const draft = policy(more);
    expect((await write(draft)).status).toBe(200);
    const refused = await step<Record<string, unknown>>('submit', draft.id, writer, {
      version: 1,
      checker: checker.id,
    });
    expect([refused.status, guardOf(refused), refused.body['message']]).toEqual([422, guard, words]);
    expect((await open(draft.id, writer)).body).toMatchObject({ state: 'draft', version: 1 });
  });

  it('refuses more than 150 characters, more than three questions and unknown places', async () => {
    const question = {
      text: '住过院吗？',
      answers: [
        { title: '住过', leads: 'next' as const },
        { title: '没住过', leads: 'unlikely' as const },
      ],
    };
    const wrong: Partial<Draft>[] = [
      { plain: '长'.repeat(151) },
      { questions: Array.from({ length: 4 }, () => question) },
      { area: '512002101999' },
    ];
    for (const more of wrong) expect((await write(policy(more))).status).toBe(400);
    const full = policy({ plain: '长'.repeat(150), questions: Array.from({ length: 3 }, () => question) });
    expect((await write(full)).body.questions).toHaveLength(3);
    expect((await write(policy({ area: otherVillage }), cadre)).status).toBe(403);
    expect((await write(policy(), here)).status).toBe(403);
  });

  it('hands on no recording that its writer did not make', async () => {
    const voice = newId();
    await server.upload(here, silence(50), { id: voice, kind: 'voice' });
    const photoLike = newId();
    for (const strange of [voice, photoLike]) {
      const refused = await write(policy({ audio: strange }));
      expect([refused.status, (refused.body as unknown as { details: unknown }).details]).toEqual([
        400,
        { fields: ['audio'] },
      ]);
    }
    const draft = policy();
    await write(draft);
    expect((await write({ ...draft, requestId: newId(), version: 1, audio: voice })).status).toBe(400);
  });

  it('wants four eyes: not the writer, not a stranger, and only one who may write there', async () => {
    const draft = notice({ area: village });
    await write(draft, cadre);
    const wrong = [cadre.id, here.id, newId()];
    for (const person of wrong) {
      expect((await step('submit', draft.id, cadre, { version: 1, checker: person })).status).toBe(400);
    }
    const offered = await server.call<{ items: { id: string; role: string }[] }>(
      'GET',
      `/notices/${draft.id}/checkers`,
      cadre,
    );
    expect(offered.body.items.map(({ id }) => id).toSorted()).toEqual(
      [secretary.id, writer.id, checker.id].toSorted(),
    );
    expect(
      guardOf(
        await step<Record<string, unknown>>('submit', draft.id, secretary, {
          version: 1,
          checker: writer.id,
        }),
      ),
    ).toBe('writer');
    expect(
      guardOf((await write({ ...draft, requestId: newId(), version: 1 }, secretary)) as unknown as Reply),
    ).toBe('writer');
    await step('submit', draft.id, cadre, { version: 1, checker: secretary.id });
    for (const action of ['publish', 'return']) {
      const own = await step<Record<string, unknown>>(action, draft.id, cadre, {
        version: 2,
        ...(action === 'return' && { note: '改' }),
      });
      expect([own.status, guardOf(own), own.body['message']]).toEqual([
        422,
        'fourEyes',
        '自己写的，不能自己发',
      ]);
    }
    expect((await step('publish', draft.id, here, { version: 2 })).status).toBe(403);
    const elsewhere = await server.hire('杨帆', 'villageCadre', otherVillage);
    expect((await step('publish', draft.id, elsewhere, { version: 2 })).status).toBe(404);
    expect((await step('publish', draft.id, secretary, { version: 2 })).status).toBe(200);
    expect((await step('publish', draft.id, secretary, { version: 3 })).body).toMatchObject({
      code: 'notNow',
    });
  });

  it('keeps two people from working on one version, and a tap from counting twice', async () => {
    const draft = notice();
    await write(draft);
    const edits = await Promise.all(
      ['甲', '乙', '丙'].map((body) => write({ ...draft, requestId: newId(), version: 1, body })),
    );
    expect(edits.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    const lost = edits.find(({ status }) => status === 409)?.body as unknown as { details: unknown };
    expect(lost.details).toEqual({ current: { state: 'draft', version: 2 } });
    expect((await write({ ...draft, requestId: newId() })).status).toBe(409);
    expect((await write({ ...draft, requestId: newId() }, checker)).body).toMatchObject({
      code: 'keyReused',
    });
    const request = { requestId: newId(), version: 2, checker: checker.id };
    const taps = await Promise.all(
      Array.from({ length: 6 }, () =>
        server.call<NoticeView>('POST', `/notices/${draft.id}/submit`, writer, request),
      ),
    );
    expect(taps.map(({ status, body }) => [status, body.version])).toEqual(taps.map(() => [200, 3]));
  });

  it('reaches county, town and village, each as far as it is meant', async () => {
    const ofTown = await published(notice({ title: '全镇都看' }));
    const ofVillage = await published(notice({ title: '本村看', area: village }), cadre, secretary);
    const grid = await server.hire('孙亮', 'gridWorker', village);
    for (const somebody of [here, grid, cadre, writer])
      expect(await ids(somebody)).toEqual(expect.arrayContaining([ofTown, ofVillage]));
    for (const somebody of [there, nowhere]) {
      expect(await ids(somebody)).toContain(ofTown);
      expect(await ids(somebody)).not.toContain(ofVillage);
      expect((await open(ofVillage, somebody)).status).toBe(404);
      expect((await server.call('POST', `/notices/${ofVillage}/read`, somebody, {})).status).toBe(404);
    }
    const admin = await server.hire('管理员', 'admin', town);
    expect(await ids(admin)).toContain(ofTown);
    expect((await server.call('GET', '/notices')).status).toBe(401);
    expect((await open(ofTown, here)).body.phones).toEqual([{ name: '松涛镇', phone: '12345' }]);
    expect((await open(ofVillage, here)).body.phones).toEqual([
      { name: '柏树村', phone: '13800006620' },
      { name: '松涛镇', phone: '12345' },
    ]);
  });

  it('is gone at its moment, whether or not the job has run', async () => {
    const day = await published(policy({ effectiveFrom: '2026-11-23', effectiveTo: '2026-11-24' }));
    const week = await published(notice());
    server.time.now = '2026-11-24T15:59:59.999Z';
    expect((await open(day, here)).body).toMatchObject({
      daysLeft: 0,
      lastDay: '2026-11-24',
      removedOn: '2026-11-25',
    });
    expect(await ids(here)).toContain(day);
    server.time.now = '2026-11-24T16:00:00.000Z';
    for (const marked of [false, true]) {
      if (marked) await server.get(NoticeClock).tick();
      const gone = await open(day, here);
      expect([gone.status, gone.body]).toMatchObject([
        410,
        { code: 'gone', details: { kind: 'policy', state: 'expired', lastDay: '2026-11-24' } },
      ]);
      expect(await ids(here)).not.toContain(day);
      expect(await search(here, '医疗救助')).not.toContain(day);
      expect((await list(here, '&ended=yes')).find(({ id }) => id === day)).toMatchObject({
        state: 'expired',
        audio: null,
        daysLeft: null,
      });
      expect((await open(day, writer)).status).toBe(410);
      expect((await open(day, nowhere)).status).toBe(410);
    }
    expect((await open(week, here)).body).toMatchObject({ lastDay: '2026-11-30', daysLeft: 5 });
    expect((await step('withdraw', day, checker, { version: 3, reason: '过期' })).body).toMatchObject({
      code: 'notNow',
    });
    server.time.now = '2026-11-30T16:00:00.000Z';
    expect((await open(week, here)).status).toBe(410);
    server.time.now = '2027-02-01T01:00:00.000Z';
    expect(await ids(here, '&ended=yes')).not.toContain(day);
  });

  it('does not hold before its first day, and can be taken off before its last', async () => {
    const id = await published(policy({ effectiveFrom: '2026-12-01' }));
    expect((await open(id, here)).status).toBe(404);
    expect(await ids(here)).not.toContain(id);
    expect(await ids(writer, '&drafts=yes')).toContain(id);
    expect((await open(id, writer)).body.state).toBe('published');
    server.time.now = '2026-12-01T00:00:00.000Z';
    expect((await open(id, here)).status).toBe(200);
    expect((await step('withdraw', id, checker, { version: 3, reason: '' })).status).toBe(400);
    const off = await step('withdraw', id, checker, { version: 3, reason: '文件改了' });
    expect(off.body).toMatchObject({ state: 'withdrawn', note: '文件改了' });
    expect((await open(id, here)).body).toMatchObject({ code: 'gone', details: { state: 'withdrawn' } });
    expect(await ids(here)).not.toContain(id);
  });

  it('is found by words in the middle of a sentence, and by a question as people ask it', async () => {
    const medical = await published(policy({ title: '住院报销', plain: '住院花钱多，可以申请医疗救助。' }));
    const toilet = await published(
      notice({ title: '改厕有补助', plain: '厕所改造，每户补助两千元。', body: 'ＡＢＣ公司来修' }),
    );
    const searches: [string, string[], string[]][] = [
      ['疗救', [medical], [toilet]],
      ['住院花了钱，能报吗？', [medical], [toilet]],
      ['改厕 补助', [toilet], [medical]],
      ['改厕 医疗', [], [medical, toilet]],
      ['abc', [toilet], [medical]],
      ['厕', [toilet], [medical]],
      ['困难群众医疗', [medical], [toilet]],
      ['%', [medical, toilet], []],
      ["'; DROP TABLE notice; --", [], [medical, toilet]],
      ['火星移民', [], [medical, toilet]],
    ];
    for (const [q, hits, misses] of searches) {
      const found = await search(here, q);
      expect({
        q,
        found: hits.filter((id) => !found.includes(id)),
        wrong: misses.filter((id) => found.includes(id)),
      }).toEqual({ q, found: [], wrong: [] });
    }
    expect(await ids(here, '&kind=policy&need=medical')).toContain(medical);
    expect(await ids(here, '&need=school')).toEqual([]);
    expect(await ids(here, '&kind=announcement')).not.toContain(medical);
  });

  it('pages without holes or doubles', async () => {
    const all = await ids(writer);
    expect(all.length).toBeGreaterThan(5);
    const paged: string[] = [];
    let after: string | null = '';
    while (after !== null) {
      const { body }: Reply<Page> = await server.call<Page>(
        'GET',
        `/notices?limit=2${after && `&after=${encodeURIComponent(after)}`}`,
        writer,
      );
      paged.push(...body.items.map(({ id }) => id));
      after = body.next;
    }
    expect(paged).toEqual(all);
    expect((await server.call<Page>('GET', '/notices?after=nonsense', writer)).body.items).toEqual([]);
  });

  it('lets out no number of a person, and lets a policy speak of illness', async () => {
    const secret = '电话 139 1234 5678，身份证512002198001011234';
    const leaks: Partial<Draft>[] = [
      { title: '找13912345678' },
      { plain: secret },
      { body: secret },
      { steps: [{ title: '转账', text: '卡号6222021234567890123' }] },
    ];
    for (const more of leaks) {
      const draft = policy(more);
      await write(draft);
      const refused = await step<Record<string, unknown>>('submit', draft.id, writer, {
        version: 1,
        checker: checker.id,
      });
      expect([refused.status, guardOf(refused)]).toEqual([422, 'screen']);
      expect(JSON.stringify(refused.body['details'])).not.toMatch(/1391|5120021980|6222/);
    }
    const allowed = policy({ plain: '得了癌症、高血压，可以打13800006620或者12345问。' });
    expect((await open(await published(allowed), here)).status).toBe(200);
  });

  it('prints what a reader sees, with nothing in it that a browser would run', async () => {
    const draft = notice({ plain: '<script>alert(1)</script>', title: '看“这里” & <b>' });
    const sheet = await server.call('GET', `/notices/${await published(draft)}/sheet`, writer);
    const html = sheet.bytes.toString();
    expect(sheet.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).toContain('看“这里” &amp; &lt;b&gt;');
    expect(html).not.toMatch(/<script|<b>|src=|href=/);
    expect((await server.call('GET', `/notices/${draft.id}/sheet`, here)).status).toBe(403);
  });
});
