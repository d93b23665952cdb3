import { Inject, Injectable } from '@nestjs/common';
import type { Line } from '@songtao/shared/access/line.js';
import type { StaffRole } from '@songtao/shared/access/role.js';
import { addDays, atTime, dayOf } from '@songtao/shared/calendar/calendar.js';
import type { Category } from '@songtao/shared/category/registry.js';
import { CaseFiling } from '../case/case.filing.js';
import { CaseService } from '../case/case.service.js';
import { CaseStore } from '../case/case.store.js';
import type { LoadedCase } from '../case/case.model.js';
import { MeetingService } from '../case/meeting.service.js';
import { FilesService } from '../files/files.service.js';
import { HouseholdService } from '../household/household.service.js';
import { ScopeService } from '../identity/scope.service.js';
import { StaffStore } from '../identity/staff.store.js';
import { PublicNoticeService } from '../notice/public-notice.service.js';
import type { Caller } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import { scribble, spoken } from './sample.files.js';
import { county, town } from './staff.seed.js';

const engine = { kind: 'system', reason: 'demo' } as const;

/** Plays people: every step goes through the same doors that their phones use. */
@Injectable()
export class Director {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ScopeService) private readonly scopes: ScopeService,
    @Inject(StaffStore) private readonly staff: StaffStore,
    @Inject(HouseholdService) private readonly households: HouseholdService,
    @Inject(CaseFiling) private readonly filing: CaseFiling,
    @Inject(CaseService) private readonly cases: CaseService,
    @Inject(CaseStore) private readonly store: CaseStore,
    @Inject(MeetingService) private readonly meetings: MeetingService,
    @Inject(PublicNoticeService) private readonly notices: PublicNoticeService,
    @Inject(FilesService) private readonly files: FilesService,
  ) {}

  async caller(person: string): Promise<Caller> {
    return { sessionId: 'demo', personId: person, scope: await this.scopes.scopeOf(person) };
  }

  async file(
    person: string,
    category: Category,
    form: Record<string, unknown>,
    more: { subject?: Record<string, unknown>; about?: Record<string, string> } = {},
  ): Promise<string> {
    const receipt = await this.filing.file(await this.caller(person), {
      id: newId(),
      requestId: newId(),
      category,
      form,
      ...more,
    });
    return receipt.id;
  }

  /** Lets something happen on a day counted from today, and never later than now. */
  at<T>(day: number, time: string, work: () => Promise<T>): Promise<T> {
    const now = this.clock.iso();
    const [hour = 0, minute = 0] = time.split(':').map(Number);
    const moment = atTime(addDays(dayOf(now), day), hour * 60 + minute);
    return this.clock.asOf(moment < now ? moment : now, work);
  }

  /** One action by one person; answers the case as it is then. */
  async act(
    id: string,
    person: string,
    action: string,
    form: Record<string, unknown> = {},
  ): Promise<LoadedCase> {
    const { version } = (await this.load(id)).state;
    await this.cases.act(await this.caller(person), { id, requestId: newId(), action, version, form });
    return this.load(id);
  }

  async load(id: string): Promise<LoadedCase> {
    const loaded = await this.store.find(this.database.read(), engine, id);
    if (!loaded) throw new Error(`no case ${id}`);
    return loaded;
  }

  /** Who holds the open task of that key; the case's main one by default. */
  async holder(id: string, key?: string): Promise<string> {
    const { tasks } = (await this.load(id)).state;
    const task = tasks.find((candidate) => (key ? candidate.key === key : candidate.main));
    if (!task) throw new Error(`nobody holds ${key ?? 'the main task'}`);
    return task.holder;
  }

  /** Somebody of the place in that role, other than the ones named. */
  async somebody(role: StaffRole, village: string, not: readonly string[] = []): Promise<string | null> {
    const posts = await this.staff.posts(this.database.read(), { county, town }, dayOf(this.clock.iso()));
    const found = posts.find(
      (post) =>
        post.role === role &&
        !not.includes(post.person) &&
        (post.area === village || post.area === town || post.area === county),
    );
    return found?.person ?? null;
  }

  /** Two different people at the door, their form, and the household's yes. */
  async check(
    id: string,
    {
      hardship = 'yes',
      risks = ['ILLNESS'],
      agrees = true,
    }: { hardship?: 'yes' | 'no'; risks?: string[]; agrees?: boolean } = {},
  ): Promise<void> {
    const { head } = await this.load(id);
    const first = await this.holder(id);
    const second =
      (await this.cadreOf(head.village, [first])) ??
      (await this.somebody('townOfficer', head.village, [first])) ??
      first;
    const on = dayOf(this.clock.iso());
    for (const person of [first, second]) await this.act(id, person, 'attend', { on });
    if (agrees)
      await this.act(id, first, 'authorise', {
        read: true,
        scope: ['bank', 'insurance'],
        proof: { how: 'signature', file: await this.scribble(first) },
      });
    const facts = ['people', 'work', 'illness', 'school', 'house', 'water', 'insurance'].map((key) => ({
      key,
      same: true,
    }));
    const form = {
      facts,
      hardship,
      ...(hardship === 'yes' && { risks }),
      agreed: { how: 'handprint', file: await this.scribble(first) },
    };
    await this.act(id, first, 'finishCheck', form);
  }

  async compare(id: string): Promise<void> {
    await this.act(id, await this.holder(id, 'compare'), 'compare', { result: 'clear' });
  }

  /** A meeting of the village with enough of its representatives, and what it decided about this household. */
  async deliberate(id: string, passes = true): Promise<void> {
    const { head } = await this.load(id);
    const cadre = await this.cadreOf(head.village, []);
    if (!cadre) throw new Error('a village without a cadre');
    const roster = await this.households.representativesOf(head.village);
    const kin = head.household ? await this.households.kinOf(head.household) : new Map<string, string>();
    const recused = roster
      .filter((each) => each.household !== null && kin.has(each.household))
      .map((each) => each.id);
    const present = roster.slice(0, Math.max(9, roster.length - 2)).map((each) => each.id);
    const meeting = newId();
    const caller = await this.caller(cadre);
    const minutes = [await this.scribble(cadre)];
    await this.meetings.create(caller, {
      id: meeting,
      requestId: newId(),
      village: head.village,
      heldAt: this.clock.iso(),
      place: '村活动室',
      present,
      minutes,
    });
    const voters = present.filter((each) => !recused.includes(each)).length;
    const votesFor = passes ? voters - 1 : 2;
    await this.act(id, cadre, 'deliberate', {
      meeting,
      recused,
      votesFor,
      votesAgainst: voters - votesFor,
      votesAbstained: 0,
      reason: passes ? '家里确实困难，大家都同意帮' : '家里有人挣钱，大家觉得还能过',
    });
  }

  /** One notice for these households of one village, by another cadre than the one of the minutes. */
  async post(ids: readonly string[]): Promise<string> {
    const loaded = await Promise.all(ids.map((id) => this.load(id)));
    const [first] = loaded;
    if (!first) throw new Error('nothing to post');
    const writer = first.rows.findLast((row) => row.action === 'deliberate')?.actor ?? '';
    const poster = await this.cadreOf(first.head.village, [writer]);
    if (!poster) throw new Error('a village with one cadre cannot post');
    const id = newId();
    await this.notices.post(await this.caller(poster), {
      id,
      requestId: newId(),
      cases: loaded.map(({ head, state }) => ({ id: head.id, version: state.version })),
    });
    return id;
  }

  async review(id: string): Promise<void> {
    const { rows } = await this.load(id);
    const officer = await this.somebody(
      'townOfficer',
      town,
      rows.map((row) => row.actor),
    );
    await this.readAnd(id, officer ?? (await this.holder(id)), 'approve', {});
  }

  async decide(id: string): Promise<void> {
    await this.readAnd(id, await this.holder(id), 'decide', { object: 'SUDDEN_SEVERE' });
  }

  async refuse(id: string): Promise<void> {
    const { rows } = await this.load(id);
    const officer =
      (await this.somebody(
        'townOfficer',
        town,
        rows.map((row) => row.actor),
      )) ?? (await this.holder(id));
    await this.readAnd(id, officer, 'refuse', {
      reason: 'enough',
      words: '报销以后，家里的钱还够开支。',
      rule: '示例〔2026〕3号，第7条',
      door: 'temporaryAid',
    });
  }

  async refer(id: string, line: Line): Promise<void> {
    await this.act(id, await this.holder(id), 'refer', { line });
  }

  private async readAnd(
    id: string,
    person: string,
    action: string,
    form: Record<string, unknown>,
  ): Promise<void> {
    await this.act(id, person, 'readMaterials');
    await this.act(id, person, action, form);
  }

  private async cadreOf(village: string, not: readonly string[]): Promise<string | null> {
    return (
      (await this.somebody('villageCadre', village, not)) ??
      (await this.somebody('villageSecretary', village, not))
    );
  }

  /** A scribble that stands for a signature, a handprint or a page of minutes. */
  async scribble(by: string): Promise<string> {
    const id = newId();
    await this.files.put(await scribble(), { id, kind: 'photo', seconds: null, by });
    return id;
  }

  /** A recording of somebody who says what is wrong. */
  async spoken(by: string, name: string): Promise<string> {
    const id = newId();
    const { bytes, seconds } = await spoken(name);
    await this.files.put(bytes, { id, kind: 'voice', seconds, by });
    return id;
  }
}
