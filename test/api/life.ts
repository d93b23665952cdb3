import { caseApi, meetingApi } from '@songtao/shared/api/case.js';
import { noticeApi } from '@songtao/shared/api/notice.js';
import { householdApi, messageApi } from '@songtao/shared/api/registry.js';
import { staffApi } from '@songtao/shared/api/staff.js';
import { sessionApi } from '@songtao/shared/api/session.js';
import { newId } from '../../server/src/platform/ids.js';
import { sentinels } from '../support/sentinels.js';
import { loadedOf } from '../support/truth.js';
import type { Story } from './story.js';

const { idNumber, bank, namedPhone, narrative, illness, son, spouse } = sentinels;

/** A report that says everything that people say, and should not have to. */
const words = `${narrative}，${illness}。身份证${idNumber}，卡号${bank}，找${son}打${namedPhone}，${spouse}也在。`;

/** What a whole life left behind. */
export interface Life {
  readonly cases: readonly string[];
  readonly notice: string;
  readonly meeting: string;
  readonly household: string;
}

/** Whole stories over HTTP, every free word of them full of planted values: a report, its procedure, an objection to it, an appeal, a report about somebody else, looks and leave. */
export async function live(story: Story): Promise<Life> {
  const household = story.town.home(sentinels.head).id;
  const own = await reported(story);
  await checked(story, own);
  const meeting = await deliberated(story, own);
  const notice = await posted(story, own);
  const objection = await objectedTo(story, notice);
  await decided(story, own);
  const others = await besides(story, household);
  return { cases: [own, objection, ...others], notice, meeting, household };
}

async function reported(story: Story): Promise<string> {
  const voice = [await story.director.spoken(await story.town.idOf('villager'), 'report')];
  const photos = [await story.photo('villager')];
  const { id } = await story.report('villager', { kind: 'medical', words, voice, photos });
  await story.act('grid', id, 'seen');
  await story.act('grid', id, 'accept');
  await story.act('grid', id, 'contacted', { how: 'phone', note: `${sentinels.visit}，${idNumber}` });
  await story.act('villager', id, 'markUrgent', { what: `${narrative}，打${namedPhone}` });
  return id;
}

async function checked(story: Story, id: string): Promise<void> {
  await story.act('grid', id, 'identify');
  await story.check(id);
  await story.act('county', id, 'compare', { result: 'explain', flags: `卡${bank}有存款，${illness}` });
}

async function deliberated(story: Story, id: string): Promise<string> {
  await story.deliberate(id);
  const { meetings } = await (await story.as('village')).call(meetingApi.list, { case: id });
  return meetings[0]?.id ?? '';
}

async function posted(story: Story, id: string): Promise<string> {
  const { version } = await story.see('secretary', id);
  const notice = newId();
  const secretary = await story.as('secretary');
  const leaky = { title: `${son}家，打${namedPhone}`, cases: [{ id, version }] };
  await secretary.try(noticeApi.post, { id: newId(), requestId: newId(), ...leaky });
  await secretary.call(noticeApi.post, { id: notice, requestId: newId(), cases: [{ id, version }] });
  return notice;
}

async function objectedTo(story: Story, notice: string): Promise<string> {
  const form = { about: 'unfit', words: `${sentinels.objection}，${idNumber}`, hidden: true };
  const { id } = await story.file('neighbour', 'objection', form, { about: { notice } });
  await byOwner(story, id, 'answer', { upheld: 'no', words: sentinels.answer });
  return id;
}

async function byOwner(story: Story, id: string, action: string, form: Record<string, unknown>) {
  const { owner, version } = (await loadedOf(story.town, id)).state;
  const officer = await story.town.signedIn(owner ?? '');
  await officer.call(caseApi.act, { id, action, requestId: newId(), version, form });
}

async function decided(story: Story, id: string): Promise<void> {
  story.town.at('2026-12-03T02:00:00.000Z');
  await story.tick();
  await story.act('town', id, 'readMaterials');
  await story.act('town', id, 'approve');
  await story.act('county', id, 'readMaterials');
  await story.act('county', id, 'decide', { object: 'SUDDEN_SEVERE' });
  await story.act('secretary', id, 'announce');
  const help = { what: sentinels.help, by: '镇民政办', on: '2026-12-03', amount: 300_000 };
  await story.act('secretary', id, 'recordHelp', help);
  await story.act('secretary', id, 'finishHelp');
  await story.act('villager', id, 'answer', { done: 'yes' });
}

/** What happens beside the procedure. */
async function besides(story: Story, household: string): Promise<string[]> {
  const grid = await story.as('grid');
  const { members } = await grid.call(householdApi.get, { id: household });
  const reveal = { id: household, reason: sentinels.why };
  await grid.call(householdApi.reveal, { ...reveal, requestId: newId(), field: 'phone' });
  const born = { field: 'birthDate' as const, member: members[0]?.id };
  await grid.call(householdApi.reveal, { ...reveal, requestId: newId(), ...born });
  await grid.call(householdApi.search, { q: sentinels.head });
  await grid.call(caseApi.search, { q: sentinels.head });
  await grid.try(caseApi.search, { q: `${sentinels.narrative}${'长'.repeat(40)}` });
  const about = { subject: { name: sentinels.son, phone: namedPhone, group: 3 } };
  const proxy = { kind: 'work', channel: 'proxy', relation: '邻居', words, hideReporter: true };
  const named = await story.report('neighbour', proxy, about);
  const complaint = { about: 'complaint', words: `${sentinels.appeal}，${idNumber}` };
  const appeal = await story.file('neighbour', 'appeal', complaint);
  await byOwner(story, appeal.id, 'answer', { upheld: 'no', words: sentinels.answer });
  const leave = { cover: await story.town.idOf('village'), from: '2026-12-10', to: '2026-12-11' };
  await grid.call(staffApi.askLeave, { id: newId(), requestId: newId(), ...leave });
  for (const persona of ['villager', 'neighbour', 'grid', 'secretary', 'town'] as const)
    await (await story.as(persona)).call(messageApi.list, { limit: 100 });
  await (await story.as('villager')).call(sessionApi.looks, {});
  await wrong(story, named.id);
  return [named.id, appeal.id];
}

/** What is refused, each time with planted values in it. */
async function wrong(story: Story, id: string): Promise<void> {
  const villager = await story.as('villager');
  const filing = { id: newId(), requestId: newId(), category: 'hardship' as const };
  await villager.try(caseApi.create, { ...filing, form: { kind: 'medical', channel: idNumber, words } });
  await villager.try(caseApi.create, { ...filing, form: { [idNumber]: words } });
  await villager.try(caseApi.act, {
    id,
    action: namedPhone,
    requestId: newId(),
    version: 1,
    form: { words },
  });
  await villager.try(caseApi.get, { id: sentinels.narrative });
  await villager.try(sessionApi.village, { village: sentinels.head });
  await (await story.as('grid')).try(householdApi.search, { q: words });
}
