import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { NoticeLine, NoticeView, noticeApi } from '@songtao/shared/api/notice.js';
import type { OutputOf } from '@songtao/shared/api/endpoint.js';
import { CaseService } from '../case/case.service.js';
import { CaseClock } from '../case/case.clock.js';
import { Director } from '../demo/director.js';
import { HouseholdService } from '../household/household.service.js';
import { ScopeService } from '../identity/scope.service.js';
import { newId } from '../platform/ids.js';
import { specDatabases } from '../platform/spec.databases.js';
import { NoticeItemService } from './notice-item.service.js';
import { county, NoticeServer, otherVillage, town, village, type Guest, type Reply } from './spec.server.js';

type Preview = OutputOf<typeof noticeApi.preview>;

// Each story walks whole cases up to their notice.
jest.setTimeout(60_000);

const posted = '2026-11-22T02:00:00.000Z';
const refusalOf = ({ status, body }: Reply): unknown[] => [
  status,
  body['code'],
  (body['details'] as { guard?: string } | undefined)?.guard,
];

describe.each(specDatabases)('公示 on %s', (_kind, make) => {
  let server: NoticeServer;
  let director: Director;
  let cadre: Guest;
  let secretary: Guest;
  let officer: Guest;
  let neighbour: Guest;

  beforeAll(async () => {
    server = await NoticeServer.start(make);
    server.time.now = posted;
    director = server.get(Director);
    await server.hire('孙亮', 'gridWorker', village);
    cadre = await server.hire('李建国', 'villageCadre', village);
    secretary = await server.hire('周文芳', 'villageSecretary', village);
    officer = await server.hire('陈玉兰', 'townOfficer', town);
    await server.hire('何志刚', 'townOfficer', town);
    await server.hire('刘军', 'townLeader', town);
    await server.hire('张静', 'countyOfficer', county);
    neighbour = await server.villager('王秀英', village, await server.household('王秀英', village));
    const names = Array.from({ length: 9 }, (_, at) => ({
      id: newId(),
      village,
      name: `代表${at + 1}`,
      household: null,
      validFrom: '2026-01-01',
    }));
    await server.platform.database.write((tx) => server.get(HouseholdService).appoint(tx, names));
  });

  beforeEach(() => {
    server.time.now = posted;
  });

  afterAll(() => server.close());

  /** A case that the village has deliberated, its minutes kept by the one villageCadre there is. */
  const deliberated = async (
    head: string,
    risks = ['ILLNESS'],
    group = 2,
  ): Promise<{ id: string; household: string }> => {
    const household = await server.household(head, village, group);
    const id = await director.file(
      cadre.id,
      'hardship',
      { kind: 'medical', channel: 'cadre', words: '住院花了两万' },
      { subject: { household } },
    );
    await director.act(id, await director.holder(id), 'accept');
    await director.act(id, await director.holder(id), 'identify');
    await director.check(id, { risks });
    await director.compare(id);
    await director.deliberate(id);
    return { id, household };
  };

  const preview = (as: Guest, cases: readonly string[], title?: string) =>
    server.call<Preview>('POST', '/notices/preview', as, { cases, ...(title && { title }) });

  const post = async (
    as: Guest,
    cases: readonly string[],
    more: { id?: string; requestId?: string; title?: string } = {},
  ) => {
    const named = await Promise.all(
      cases.map(async (id) => ({ id, version: (await director.load(id)).state.version })),
    );
    return server.call<NoticeView>('POST', '/notices/post', as, {
      id: newId(),
      requestId: newId(),
      ...more,
      cases: named,
    });
  };

  const open = (id: string, as: Guest) => server.call<NoticeView>('GET', `/notices/${id}`, as);
  const lines = async (as: Guest, query = '') =>
    (await server.call<{ items: NoticeLine[] }>('GET', `/notices?limit=100${query}`, as)).body.items;
  const statusOf = async (id: string): Promise<string> => (await director.load(id)).state.status;

  const object = (as: Guest, notice: string, household?: string) => {
    const about = { notice, ...(household && { household }) };
    const form = { about: 'unfit', words: '他家有两层楼', hidden: true };
    return server.call<{ number: string; id: string }>('POST', '/cases', as, {
      id: newId(),
      requestId: newId(),
      category: 'objection',
      form,
      about,
    });
  };

  it('shows beforehand exactly what neighbours will see', async () => {
    const sick = await deliberated('李国富', ['ILLNESS', 'DISABILITY'], 2);
    const leaking = await deliberated('赵桂芳', ['ILLNESS', 'HOUSING'], 4);
    const { body } = await preview(secretary, [sick.id, leaking.id]);
    expect(body).toMatchObject({
      title: '请大家看：准备帮2户',
      firstFullDay: '2026-11-23',
      lastDay: '2026-11-27',
      removedOn: '2026-11-28',
      fullDays: 5,
      findings: [],
    });
    expect(
      body.items.map(({ name, group, class: shown, blockedBy }) => [name, group, shown, blockedBy]),
    ).toEqual([
      ['李国富', 2, '生活困难', null],
      ['赵桂芳', 4, '住房困难', null],
    ]);
    expect(body.phones).toEqual([
      { name: '柏树村', phone: '13800006620' },
      { name: '松涛镇', phone: '12345' },
    ]);
    const bad = await preview(secretary, [sick.id], '李国富得了癌症，孙子刘小宝，电话13912345678');
    expect(bad.body.findings.map(({ kind, text }) => [kind, text])).toEqual([
      ['illness', '癌'],
      ['minor', '刘小宝'],
      ['phone', '13912345678'],
    ]);
    expect((await preview(cadre, [sick.id])).body.items[0]?.blockedBy).toBe('您记的评议，要换人来贴');
    expect((await preview(officer, [sick.id])).status).toBe(403);
  });

  it('is posted by another than who kept the minutes, for one village, once, all or none', async () => {
    const [one, two] = [await deliberated('陈国安'), await deliberated('刘德明')];
    expect(refusalOf((await post(cadre, [one.id])) as unknown as Reply)).toEqual([
      422,
      'blocked',
      'fourEyes',
    ]);
    const titles = [
      '陈国安患病要帮',
      '打13912345678',
      '卡6222021234567890123',
      '身份证512002198001011234',
      '刘小宝家',
    ];
    for (const title of titles)
      expect(refusalOf((await post(secretary, [one.id], { title })) as unknown as Reply)).toEqual([
        422,
        'blocked',
        'screen',
      ]);
    expect((await post(secretary, [one.id, one.id])).status).toBe(400);
    const other = await server.hire('杨帆', 'villageSecretary', otherVillage);
    expect((await post(other, [one.id])).status).toBe(404);
    const cases = [
      { id: one.id, version: (await director.load(one.id)).state.version },
      { id: two.id, version: 1 },
    ];
    const stale = await server.call('POST', '/notices/post', secretary, {
      id: newId(),
      requestId: newId(),
      cases,
    });
    expect([stale.status, stale.body['code']]).toEqual([409, 'stale']);
    expect(await Promise.all([one, two].map(({ id }) => statusOf(id)))).toEqual(['posting', 'posting']);
    const request = { id: newId(), requestId: newId() };
    const versions = await Promise.all(
      [one, two].map(async ({ id }) => ({ id, version: (await director.load(id)).state.version })),
    );
    const taps = await Promise.all(
      Array.from({ length: 4 }, () =>
        server.call<NoticeView>('POST', '/notices/post', secretary, { ...request, cases: versions }),
      ),
    );
    expect(taps.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(taps[0]?.body).toMatchObject({
      kind: 'publicNotice',
      state: 'published',
      households: 2,
      fullDays: 5,
      fullDaysPassed: 0,
      lastDay: '2026-11-27',
      checker: '周文芳',
    });
    expect(await Promise.all([one, two].map(({ id }) => statusOf(id)))).toEqual(['noticed', 'noticed']);
    expect((await post(secretary, [one.id])).status).toBe(409);
  });

  it('shows names to the village alone, and no field beyond the allow-list', async () => {
    const { id, household } = await deliberated('杨秀兰', ['SCHOOLING']);
    const notice = (await post(secretary, [id])).body.id;
    const seen = await open(notice, neighbour);
    expect(seen.body.items).toEqual([{ household, name: '杨秀兰', group: 2, class: '上学困难' }]);
    expect(seen.bytes.toString()).not.toMatch(/住院|两万|刘小宝|1958|SCHOOLING/);
    expect((await open(notice, officer)).body.items).toHaveLength(1);
    const strangers = [
      await server.villager('没确认', village),
      await server.villager('邻村人', otherVillage, await server.household('邻村人', otherVillage)),
      await server.hire('邻村干部', 'villageCadre', otherVillage),
      await server.hire('医保', 'townLine', town),
      await server.hire('管理员', 'admin', town),
    ];
    for (const stranger of strangers) {
      expect((await open(notice, stranger)).status).toBe(404);
      expect((await lines(stranger)).map((line) => line.id)).not.toContain(notice);
      expect((await object(stranger, notice)).status).toBe(404);
    }
    const sheet = await server.call('GET', `/notices/${notice}/sheet`, secretary);
    expect(sheet.bytes.toString()).toContain('<td>杨秀兰</td><td>2组</td><td>上学困难</td>');
  });

  it('counts full days, ends at 24:00 of the last, and shows no name after it', async () => {
    const { id } = await deliberated('周大友');
    const notice = (await post(secretary, [id])).body.id;
    const days: [string, number, number][] = [
      ['2026-11-22T15:59:59.000Z', 0, 5],
      ['2026-11-22T16:00:00.000Z', 0, 4],
      ['2026-11-25T01:00:00.000Z', 2, 2],
      ['2026-11-27T15:59:59.999Z', 4, 0],
    ];
    for (const [now, fullDaysPassed, daysLeft] of days) {
      server.time.now = now;
      expect((await open(notice, neighbour)).body).toMatchObject({
        fullDaysPassed,
        daysLeft,
        firstFullDay: '2026-11-23',
        removedOn: '2026-11-28',
      });
    }
    server.time.now = '2026-11-27T16:00:00.000Z';
    const gone = await open(notice, neighbour);
    expect([gone.status, gone.bytes.toString()]).toEqual([410, expect.not.stringContaining('周大友')]);
    expect((await open(notice, secretary)).status).toBe(410);
    expect((await server.call('GET', `/notices/${notice}/sheet`, secretary)).status).toBe(410);
    expect((await object(neighbour, notice)).status).toBe(410);
    const ended = (await lines(neighbour, '&ended=yes')).find((line) => line.id === notice);
    expect(ended).toMatchObject({ state: 'expired', sub: '已经撤下，名字不再显示。', households: 1 });
    expect(JSON.stringify(await lines(neighbour, '&ended=yes'))).not.toContain('周大友');
    await server.get(CaseClock).tick();
    expect(await statusOf(id)).toBe('reviewing');
  });

  it('takes an objection of a neighbour, and an upheld one takes one name off', async () => {
    const [one, two] = [await deliberated('吴家一'), await deliberated('吴家二')];
    const notice = (await post(secretary, [one.id, two.id])).body.id;
    const other = await server.villager('郑大姐', village, await server.household('郑大姐', village));
    const sent = await object(neighbour, notice, one.household);
    expect(sent.status).toBe(200);
    expect((await open(notice, neighbour)).body).toMatchObject({
      objected: sent.body.number,
      openObjections: null,
    });
    expect((await open(notice, other)).body.objected).toBeNull();
    expect((await open(notice, secretary)).body).toMatchObject({ objected: null, openObjections: 1 });
    expect((await object(neighbour, notice, newId())).status).toBe(404);
    await director.act(sent.body.id, await director.holder(sent.body.id), 'answer', {
      upheld: 'yes',
      words: '查过了，您说得对',
    });
    expect(await Promise.all([one, two].map(({ id }) => statusOf(id)))).toEqual(['checking', 'noticed']);
    const left = await open(notice, neighbour);
    expect(left.body).toMatchObject({
      title: '请大家看：准备帮1户',
      households: 1,
      lastDay: '2026-11-27',
      objected: sent.body.number,
    });
    expect(left.body.items.map(({ name }) => name)).toEqual(['吴家二']);
    expect((await open(notice, secretary)).body.openObjections).toBe(0);
    expect((await object(other, notice, one.household)).status).toBe(404);
    const holder = await director.holder(two.id);
    const proof = { how: 'handprint', file: await director.scribble(holder) };
    await director.act(two.id, holder, 'declineAuthorisation', { proof });
    expect((await open(notice, neighbour)).status).toBe(410);
  });

  it('loses every name that is taken off, also where two come off at once', async () => {
    const all = [await deliberated('一号'), await deliberated('二号'), await deliberated('三号')];
    const notice = (
      await post(
        secretary,
        all.map(({ id }) => id),
      )
    ).body.id;
    const items = server.get(NoticeItemService);
    await Promise.all(
      all.slice(0, 2).map(({ id }) => server.platform.database.write((tx) => items.takeOff(tx, id))),
    );
    expect((await open(notice, neighbour)).body).toMatchObject({
      households: 1,
      title: '请大家看：准备帮1户',
      items: [{ name: '三号' }],
    });
  });

  it('stays while its days run: a case behind it counts on them', async () => {
    const { id } = await deliberated('冯婆婆');
    const { body } = await post(secretary, [id]);
    const refused = await server.call('POST', `/notices/${body.id}/withdraw`, secretary, {
      requestId: newId(),
      version: body.version,
      reason: '写错了',
    });
    expect(refusalOf(refused)).toEqual([422, 'blocked', 'inItsDays']);
    expect((await open(body.id, secretary)).body.abilities).toEqual([
      { action: 'withdraw', title: '撤下', blockedBy: expect.stringContaining('不能整张撤') },
    ]);
    const edit = { requestId: newId(), version: body.version, checker: cadre.id };
    expect((await server.call('POST', `/notices/${body.id}/submit`, secretary, edit)).body).toMatchObject({
      code: 'notNow',
    });
  });

  it('is followed by an announcement without a name, one a day, kept its days', async () => {
    const before = (await lines(neighbour, '&kind=announcement')).length;
    const scope = await server.get(ScopeService).scopeOf(secretary.id);
    for (const head of ['公告一', '公告二']) {
      server.time.now = posted;
      const { id } = await deliberated(head);
      await post(secretary, [id]);
      server.time.now = '2026-11-27T16:00:00.000Z';
      await server.get(CaseClock).tick();
      await director.review(id);
      await director.decide(id);
      const { version } = (await director.load(id)).state;
      await server.platform.database.write((tx) =>
        server.get(CaseService).actWithin(tx, scope, { id, action: 'announce', form: {}, version }),
      );
    }
    const [announced, ...others] = await lines(neighbour, '&kind=announcement');
    expect(others).toHaveLength(before);
    expect(announced).toMatchObject({ title: '区里同意帮2户', households: 2, lastDay: '2026-12-05' });
    const page = await open(announced?.id ?? '', await server.villager('没确认', village));
    expect([page.status, page.body.plain, page.body.items]).toEqual([
      200,
      expect.stringContaining('柏树村'),
      [],
    ]);
    expect(page.bytes.toString()).not.toMatch(/公告一|公告二/);
    server.time.now = '2026-12-05T16:00:00.000Z';
    expect((await open(announced?.id ?? '', neighbour)).status).toBe(410);
  });
});
