import { Inject, Injectable } from '@nestjs/common';
import type { OutputOf, ParsedInputOf } from '@songtao/shared/api/endpoint.js';
import type { NoticeView, noticeApi } from '@songtao/shared/api/notice.js';
import { contains, levelOfCode } from '@songtao/shared/area/area.js';
import { dayOf, fullDaysAfter, type Instant } from '@songtao/shared/calendar/calendar.js';
import { pushAt } from '@songtao/shared/worklist/rung.js';
import { AreaService } from '../area/area.service.js';
import { FilesService } from '../files/files.service.js';
import { RosterService } from '../identity/roster.service.js';
import { ContentChecks, type Verdict } from '../outbox/check.service.js';
import { Outbox } from '../outbox/outbox.service.js';
import { Audit } from '../platform/audit.js';
import type { Caller } from '../platform/caller.js';
import { badInput } from '../platform/clean.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { AppError } from '../platform/errors.js';
import { Writes } from '../platform/idempotency.js';
import type { Reader, Tx } from '../platform/tx.js';
import { PolicyService } from '../policy/policy.service.js';
import { mayWrite, writerRoles } from './audience.js';
import { blocked, findingsIn, forbidden, lackOf, requireClean, wordsOf } from './checks.js';
import { stateAt, windowOf, type Content, type Notice } from './notice.model.js';
import { NoticePages } from './notice.pages.js';
import { NoticeStore } from './notice.store.js';
import { inItsDays, ownWork } from './notice.view.js';
import { Offices } from './office.service.js';

type Api = typeof noticeApi;
type Named = { readonly id: string; readonly requestId: string; readonly version: number };
type Step = (tx: Tx, notice: Notice, now: Instant) => Promise<Partial<Notice>>;

/** The life of a policy and an announcement: written by one, checked and published by another, over by the clock or taken off. */
@Injectable()
export class NoticeService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Writes) private readonly writes: Writes,
    @Inject(NoticeStore) private readonly notices: NoticeStore,
    @Inject(NoticePages) private readonly pages: NoticePages,
    @Inject(FilesService) private readonly files: FilesService,
    @Inject(Offices) private readonly offices: Offices,
    @Inject(RosterService) private readonly roster: RosterService,
    @Inject(AreaService) private readonly areas: AreaService,
    @Inject(PolicyService) private readonly policy: PolicyService,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(ContentChecks) private readonly checks: ContentChecks,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Keeps a draft; the first time with version 0. */
  async write(caller: Caller, input: ParsedInputOf<Api['write']>): Promise<NoticeView> {
    const { id, requestId, kind, version, ...content } = input;
    if (!this.areas.isKnown(content.area)) throw badInput(['area']);
    if (!mayWrite(caller.scope, content.area)) throw new AppError('notYours');
    if (version > 0) {
      return this.move(
        caller,
        input,
        'notice.written',
        async (_tx, notice) => {
          requireOwnDraft(notice, caller.personId);
          if (notice.kind !== kind) throw badInput(['kind']);
          return { ...content, ...placeOf(content.area) };
        },
        content.audio,
      );
    }
    await this.once(caller, { ...input, id, requestId }, async (tx) => {
      await this.requireOwnAudio(tx, content.audio, caller.personId);
      const isNew = await this.notices.insert(
        tx,
        newDraft({ id, kind, content, writer: caller.personId, now: this.clock.iso() }),
      );
      if (!isNew) throw await this.taken(tx, caller, id);
    });
    return this.pages.after(caller.scope, id);
  }

  /** Asks another person to check it. */
  async submit(caller: Caller, input: ParsedInputOf<Api['submit']>): Promise<NoticeView> {
    return this.move(caller, input, 'notice.submitted', async (tx, notice, now) => {
      requireOwnDraft(notice, caller.personId);
      await this.requireReady(tx, notice, now);
      const checkers = await this.checkersOf(tx, notice);
      if (!checkers.some(({ id }) => id === input.checker)) throw badInput(['checker']);
      await this.tell(tx, notice, { person: input.checker, title: `请核对：${notice.title}`, body: '', now });
      return { state: 'checking', checker: input.checker, note: null };
    });
  }

  /** The second person publishes it. */
  async publish(caller: Caller, input: ParsedInputOf<Api['publish']>): Promise<NoticeView> {
    const verdict = await this.verdictOn(caller, input.id);
    return this.move(caller, input, 'notice.published', async (tx, notice, now) => {
      requireSecond(notice, caller.personId);
      await this.requireReady(tx, notice, now);
      if (verdict === 'risky') throw blocked(forbidden);
      // Read by two people it may hang; WeChat is asked again once it answers.
      if (verdict === 'unasked') await this.checks.later(tx, notice.id, 'text', caller.personId);
      const params = await this.policy.params(notice.town ?? notice.county, dayOf(now));
      const { ends } = fullDaysAfter(now, params.number('announcement.days'));
      return {
        state: 'published',
        checker: caller.personId,
        note: null,
        publishedAt: now,
        ...windowOf(notice, now, ends),
      };
    });
  }

  /** The second person gives it back. */
  async sendBack(caller: Caller, input: ParsedInputOf<Api['sendBack']>): Promise<NoticeView> {
    return this.move(caller, input, 'notice.returned', async (tx, notice, now) => {
      requireSecond(notice, caller.personId);
      if (notice.writer)
        await this.tell(tx, notice, {
          person: notice.writer,
          title: `退回来改：${notice.title}`,
          body: input.note,
          now,
        });
      return { state: 'draft', checker: caller.personId, note: input.note };
    });
  }

  /** Takes it off before its time. A 公示 stays: the days of its cases run on it. */
  async withdraw(caller: Caller, input: ParsedInputOf<Api['withdraw']>): Promise<NoticeView> {
    return this.move(caller, input, 'notice.withdrawn', async (_tx, notice, now) => {
      if (stateAt(notice, now) !== 'published') throw new AppError('notNow');
      if (notice.kind === 'publicNotice') throw blocked({ guard: 'inItsDays', words: inItsDays });
      return { state: 'withdrawn', endsAt: now, note: input.reason };
    });
  }

  // Before the transaction: nothing outside the house is waited for in one. A notice that changed meanwhile is stale.
  private async verdictOn({ scope, personId }: Caller, id: string): Promise<Verdict> {
    const notice = await this.getWritable(this.database.read(), scope, id);
    return notice.state === 'checking' ? this.checks.ofText(personId, wordsOf(notice)) : 'unasked';
  }

  async checkers({ scope }: Caller, id: string): Promise<OutputOf<Api['checkers']>> {
    const db = this.database.read();
    return { items: await this.checkersOf(db, await this.getWritable(db, scope, id)) };
  }

  // Every step alike: by somebody who writes there, on the version that was looked at, once, with a line in the audit.
  private async move(
    caller: Caller,
    input: Named,
    what: string,
    step: Step,
    audio: string | null = null,
  ): Promise<NoticeView> {
    await this.once(caller, input, async (tx) => {
      await this.notices.lock(tx, input.id);
      const notice = await this.getWritable(tx, caller.scope, input.id);
      if (notice.version !== input.version) throw stale(notice);
      await this.requireOwnAudio(tx, audio, caller.personId);
      const now = this.clock.iso();
      const set = await step(tx, notice, now);
      if (!(await this.notices.change(tx, notice, { ...set, changedAt: now }))) throw stale(notice);
      const role =
        caller.scope.grants.find(
          (grant) => writerRoles.includes(grant.role) && contains(grant.area, notice.area),
        )?.role ?? '';
      await this.audit.record(tx, {
        actor: caller.personId,
        role,
        what,
        object: { kind: 'notice', id: notice.id },
        reason: set.note ?? null,
      });
    });
    return this.pages.after(caller.scope, input.id);
  }

  private async once(
    { personId }: Caller,
    input: Pick<Named, 'id' | 'requestId'>,
    work: (tx: Tx) => Promise<void>,
  ): Promise<void> {
    const request = { actor: personId, requestId: input.requestId, body: input };
    await this.database.write((tx) =>
      this.writes.once(tx, request, async () => {
        await work(tx);
        return { id: input.id };
      }),
    );
  }

  private async getWritable(db: Reader, scope: Caller['scope'], id: string): Promise<Notice> {
    const notice = await this.notices.find(db, this.pages.audience(scope), id);
    if (!notice || !mayWrite(scope, notice.area)) throw new AppError('notFound');
    return notice;
  }

  // The id is somebody else's, or an older version of one's own is being sent as new.
  private async taken(tx: Tx, { scope, personId }: Caller, id: string): Promise<AppError> {
    const notice = await this.notices.find(tx, this.pages.audience(scope), id);
    return notice?.writer === personId ? stale(notice) : new AppError('keyReused');
  }

  private async checkersOf(db: Reader, { area, writer }: Notice) {
    const found = await this.roster.holding(area, writerRoles, db);
    return found.filter(({ id }) => id !== writer).map(({ id, name, role }) => ({ id, name, role }));
  }

  // A recording that one links to is handed to a whole village: so it has to be one's own, not a villager's words.
  private async requireOwnAudio(db: Reader, audio: string | null, person: string): Promise<void> {
    if (audio !== null && !(await this.files.isOwn(audio, 'voice', person, db))) throw badInput(['audio']);
  }

  private async requireReady(db: Reader, notice: Notice, now: Instant): Promise<void> {
    const lack = lackOf(notice, dayOf(now));
    if (lack) throw blocked(lack);
    const phones = await this.offices.phonesOf(notice, db);
    requireClean(findingsIn(notice, { allowedPhones: phones.map(({ phone }) => phone) }));
  }

  private async tell(
    tx: Tx,
    notice: Notice,
    { person, title, body, now }: { person: string; title: string; body: string; now: Instant },
  ): Promise<void> {
    const params = await this.policy.params(notice.town ?? notice.county, dayOf(now));
    const about = { kind: 'notice', id: notice.id } as const;
    const event = `${notice.id}.${notice.version}`;
    await this.outbox.tell(tx, {
      person,
      event,
      title,
      body,
      about,
      card: 'taskOpened',
      waiting: true,
      urgent: false,
      pushAt: pushAt(now, false, params),
    });
  }
}

function requireOwnDraft(notice: Notice, person: string): void {
  if (notice.state !== 'draft') throw new AppError('notNow');
  if (notice.writer !== person) throw blocked({ guard: 'writer', words: '这一条是别人写的，请写的人来改' });
}

function requireSecond(notice: Notice, person: string): void {
  if (notice.state !== 'checking') throw new AppError('notNow');
  if (notice.writer === person) throw blocked({ guard: 'fourEyes', words: ownWork });
}

const stale = ({ state, version }: Notice): AppError =>
  new AppError('stale', { details: { current: { state, version } } });

const placeOf = (area: string): Pick<Notice, 'county' | 'town' | 'village'> => ({
  county: area.slice(0, 6),
  town: levelOfCode(area) === 'county' ? null : area.slice(0, 9),
  village: levelOfCode(area) === 'village' ? area : null,
});

function newDraft({
  id,
  kind,
  content,
  writer,
  now,
}: Pick<Notice, 'id' | 'kind'> & { content: Content; writer: string; now: Instant }): Notice {
  const never = {
    checker: null,
    note: null,
    households: null,
    publishedAt: null,
    startsAt: null,
    endsAt: null,
  };
  return {
    ...never,
    ...content,
    ...placeOf(content.area),
    id,
    kind,
    state: 'draft',
    version: 1,
    writer,
    changedAt: now,
  };
}
