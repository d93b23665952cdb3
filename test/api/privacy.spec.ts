import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseApi } from '@songtao/shared/api/case.js';
import { householdApi } from '@songtao/shared/api/registry.js';
import { sessionApi } from '@songtao/shared/api/session.js';
import { HouseholdService } from '../../server/src/household/household.service.js';
import { Database } from '../../server/src/platform/database.js';
import { newId } from '../../server/src/platform/ids.js';
import { Log } from '../../server/src/platform/logger.js';
import { specDatabases } from '../../server/src/platform/spec.databases.js';
import { Town } from '../support/town.js';
import { Story } from './story.js';

/** What people say in confidence, each said where it would be said in life. */
const secrets = {
  report: '借了三万六的高利贷，不敢告诉儿子',
  contact: '她说夜里一个人哭',
  risk: '孙女在吃治癫痫的药',
  solved: '儿子从广东寄回八千块',
  help: '悄悄送了五百块',
  reason: '有人打电话来问是不是真的困难',
  objection: '他家小舅子在城里有两套房',
  appeal: '那个干部收过我家的鸡',
  answer: '鸡的事问过了，是换的鸡蛋',
  phone: '13800007731',
  ownPhone: '13800002146',
  birthDate: '1956-04-12',
} as const;

describe('what is said in confidence', () => {
  const lines: string[] = [];
  let town: Town;
  let story: Story;
  let id: string;

  beforeAll(async () => {
    const stream = new Writable({
      write(chunk: Buffer, _encoding, done) {
        lines.push(chunk.toString());
        done();
      },
    });
    town = await Town.open(specDatabases[0]![1], { log: new Log('debug', stream) });
    story = new Story(town);
    ({ id } = await story.report('villager', { kind: 'medical', words: secrets.report }));
  }, 60_000);
  afterAll(() => town.close());

  const card = () => town.home('王秀英').id;

  it('is heard by those who handle it, with the number to call for whoever has to call', async () => {
    const holder = await story.see('grid', id);
    expect(holder.story?.words).toBe(secrets.report);
    expect(holder.subject?.phone).toBe(secrets.ownPhone);
    for (const persona of ['village', 'secretary', 'stationed', 'town'] as const)
      expect((await story.see(persona, id)).subject?.phone).toBe('138****2146');
    await story.act('village', id, 'takeOver', { reason: '我离得近' });
    await story.act('village', id, 'contacted', { how: 'phone', note: secrets.contact });
    const later = await story.see('grid', id);
    expect(later.subject?.phone).toBe('138****2146');
    expect((await story.see('village', id)).subject?.phone).toBe(secrets.ownPhone);
  });

  it('is shown masked, and revealed for a reason that the household reads', async () => {
    const grid = await story.as('grid');
    const file = await grid.call(householdApi.get, { id: card() });
    expect(file.phone).toBe('138****2146');
    const years = ['1956-**-**', '1954-**-**', '1982-**-**'];
    expect(file.members.map(({ birthDate }) => birthDate)).toEqual([...years, null]);
    const reveal = { id: card(), field: 'phone' as const };
    const silent = await grid.try(householdApi.reveal, { ...reveal, requestId: newId(), reason: ' ' });
    expect(silent.error).toMatchObject({ code: 'badInput', details: { fields: ['reason'] } });
    const asked = { ...reveal, requestId: newId(), reason: secrets.reason };
    expect(await grid.call(householdApi.reveal, asked)).toEqual({ value: secrets.ownPhone });
    const [head] = file.members;
    const born = { id: card(), field: 'birthDate' as const, requestId: newId(), reason: '核对年龄' };
    expect(await grid.call(householdApi.reveal, { ...born, member: head?.id })).toEqual({
      value: secrets.birthDate,
    });
    const child = file.members.find(({ relation }) => relation === '孙女');
    const ofChild = { ...born, requestId: newId(), member: child?.id };
    expect((await grid.try(householdApi.reveal, ofChild)).error?.code).toBe('notYours');
    const { items } = await (await story.as('villager')).call(sessionApi.looks, {});
    const looks = items.map(({ by, what, reason }) => [by, what, reason]);
    // Each of the staff who opened the case stands there once a day, however often it was opened.
    const readers = looks.filter(([, what]) => what === '看了您报的事').map(([by]) => by);
    expect(readers).toContain('李建国（骝马村 网格员）');
    expect(new Set(readers).size).toBe(readers.length);
    expect(looks.filter(([, what]) => what !== '看了您报的事').toSorted()).toEqual(
      [
        ['李建国（骝马村 网格员）', '看了出生日期', '核对年龄'],
        ['李建国（骝马村 网格员）', '看了您家的情况', null],
        ['李建国（骝马村 网格员）', '看了电话号码', secrets.reason],
      ].toSorted(),
    );
    expect((await (await story.as('neighbour')).call(sessionApi.looks, {})).items).toEqual([]);
    for (const persona of ['county', 'line', 'admin'] as const) {
      const client = await story.as(persona);
      expect((await client.try(householdApi.reveal, asked)).error?.code).toBe('notFound');
    }
  });

  it('is not left in the database as it was said', async () => {
    await story.act('village', id, 'accept');
    await story.act('village', id, 'recordHelp', { what: secrets.help, by: '村委会', on: '2026-11-23' });
    await story.act('village', id, 'solve', { what: secrets.solved });
    const about = { subject: { name: '陈大娘', phone: secrets.phone, group: 3 } };
    const proxy = { kind: 'work', channel: 'proxy', relation: '邻居', words: secrets.risk };
    await story.report('neighbour', proxy, about);
    const [home] = story.ordinary().slice(-1);
    const posted = await story.posting(home!);
    const notice = await story.director.post([posted]);
    const objection = { about: 'unfit', words: secrets.objection, hidden: true };
    await story.file('neighbour', 'objection', objection, { about: { notice } });
    const complaint = { about: 'complaint', words: secrets.appeal };
    const { id: appeal, holder } = await story.file('neighbour', 'appeal', complaint);
    const officer = await town.signedIn(holder.id);
    const answer = { id: appeal, action: 'answer', requestId: newId(), version: 1 };
    await officer.call(caseApi.act, { ...answer, form: { upheld: 'no', words: secrets.answer } });
    expect((await story.inbox('neighbour'))[0]?.title).toBe(secrets.answer);
    expect((await story.inbox('villager')).map(({ title }) => title)).toContain(`帮了您家：${secrets.help}`);

    await town.get(Database).sources.writer.query('PRAGMA wal_checkpoint(TRUNCATE)');
    const dir = town.database.env['DATA_DIR'] ?? '';
    const files = readdirSync(dir).filter((name) => name.startsWith('songtao.sqlite'));
    expect(files).toContain('songtao.sqlite');
    const stored = Buffer.concat(files.map((name) => readFileSync(join(dir, name))));
    // Names are searched and stand in clear: the file is the right one, and it is read as it is.
    expect(stored.includes('王秀英')).toBe(true);
    const found = Object.entries(secrets).filter(([, text]) => stored.includes(text));
    expect(found).toEqual([]);
  });

  it('is not in the log, whatever was called and whatever failed', async () => {
    const grid = await story.as('grid');
    await grid.call(caseApi.search, { q: '王秀英' });
    await grid.call(householdApi.search, { q: '王秀英' });
    await grid.try(caseApi.get, { id: newId() });
    await story.tryReport('villager', { kind: 'housing', words: undefined, place: secrets.report });
    const before = lines.length;
    const service = town.get(HouseholdService);
    const { ofPerson } = service;
    Object.assign(service, { ofPerson: () => Promise.reject(new Error(`broken over ${secrets.report}`)) });
    expect((await story.tryReport('villager', { words: secrets.report })).error).toEqual({
      code: 'broken',
      message: '不是您的错，是我们的。过一会儿再试',
      requestId: expect.any(String),
    });
    Object.assign(service, { ofPerson });
    expect(lines.slice(before).join('')).toContain('"code":"broken"');
    const log = lines.join('');
    expect(lines.length).toBeGreaterThan(40);
    const personal = [...Object.values(secrets), '王秀英', '李建国', '赵桂芳', 'demo-villager', 'Bearer'];
    expect(personal.filter((text) => log.includes(text))).toEqual([]);
    expect(personal.filter((text) => log.includes(encodeURIComponent(text)))).toEqual([]);
  });
});
