import { Inject, Injectable } from '@nestjs/common';
import { mayLoad, type Scope } from '@songtao/shared/access/scope.js';
import type { OutputOf, ParsedInputOf } from '@songtao/shared/api/endpoint.js';
import type { NoticeView, noticeApi } from '@songtao/shared/api/notice.js';
import { addDays, dayOf, fullDaysAfter, type Instant } from '@songtao/shared/calendar/calendar.js';
import { generalClass } from '@songtao/shared/notice/notice.js';
import { screenNotice, type Finding } from '@songtao/shared/notice/screen.js';
import type { LoadedCase } from '../case/case.model.js';
import { CaseService } from '../case/case.service.js';
import { HouseholdService } from '../household/household.service.js';
import { ContentChecks } from '../outbox/check.service.js';
import type { Caller } from '../platform/caller.js';
import { badInput } from '../platform/clean.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { AppError } from '../platform/errors.js';
import { Writes } from '../platform/idempotency.js';
import type { Reader, Tx } from '../platform/tx.js';
import { PolicyService } from '../policy/policy.service.js';
import { blocked, forbidden, requireClean } from './checks.js';
import { bareContent, type Notice, type NoticeItem } from './notice.model.js';
import { defaultTitle } from './notice-item.service.js';
import { NoticePages } from './notice.pages.js';
import { NoticeStore } from './notice.store.js';
import { Offices, type OfficePhone } from './office.service.js';

type Api = typeof noticeApi;
type Printed = Omit<NoticeItem, 'notice' | 'household'> & { readonly household: string | null };

/** 公示: made from the allow-listed fields of its cases and from nothing else, hung for full days by another person than the one who kept the minutes. */
@Injectable()
export class PublicNoticeService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Writes) private readonly writes: Writes,
    @Inject(CaseService) private readonly cases: CaseService,
    @Inject(HouseholdService) private readonly households: HouseholdService,
    @Inject(NoticeStore) private readonly notices: NoticeStore,
    @Inject(NoticePages) private readonly pages: NoticePages,
    @Inject(PolicyService) private readonly policy: PolicyService,
    @Inject(Offices) private readonly offices: Offices,
    @Inject(ContentChecks) private readonly checks: ContentChecks,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Exactly what neighbours would see, and what keeps it from being posted. */
  async preview(
    scope: Caller['scope'],
    input: ParsedInputOf<Api['preview']>,
  ): Promise<OutputOf<Api['preview']>> {
    const db = this.database.read();
    const loaded = await this.load(db, scope, input.cases);
    const title = input.title ?? defaultTitle(loaded.length);
    const phones = await this.offices.phonesOf(headOf(loaded), db);
    const { days, first, last } = await this.windowFrom(headOf(loaded).town, this.clock.iso());
    return {
      title,
      items: loaded.map((each) => {
        const { caseId, name, group, class: shown } = printed(each);
        return {
          case: caseId,
          version: each.state.version,
          name,
          group,
          class: shown,
          blockedBy: obstacle(each, scope.person),
        };
      }),
      firstFullDay: first,
      lastDay: last,
      removedOn: addDays(last, 1),
      fullDays: days,
      phones,
      findings: await this.findings(title, loaded, phones),
    };
  }

  /** Posts one 公示; each case takes its own step in the same transaction, or nothing happens. */
  async post(caller: Caller, input: ParsedInputOf<Api['post']>): Promise<NoticeView> {
    const request = { actor: caller.personId, requestId: input.requestId, body: input };
    if (input.title !== undefined) await this.requireDecent(caller, input, input.title);
    await this.database.write((tx) =>
      this.writes.once(tx, request, async () => {
        await this.postWithin(tx, caller.scope, input);
        return { id: input.id };
      }),
    );
    return this.pages.after(caller.scope, input.id);
  }

  // Of a 公示 only the title is anybody's own words. Ours are looked for first: what names a child or a number never leaves the house.
  private async requireDecent(
    { personId, scope }: Caller,
    { cases }: ParsedInputOf<Api['post']>,
    title: string,
  ): Promise<void> {
    const db = this.database.read();
    const ids = cases.map(({ id }) => id);
    await this.requireClear(db, title, await this.load(db, scope, ids));
    if ((await this.checks.ofText(personId, title)) === 'risky') throw blocked(forbidden);
  }

  private async requireClear(db: Reader, title: string, loaded: readonly LoadedCase[]): Promise<void> {
    const found = await this.findings(title, loaded, await this.offices.phonesOf(headOf(loaded), db));
    requireClean(found.map((finding) => ({ ...finding, field: 'paper' })));
  }

  private async postWithin(tx: Tx, scope: Caller['scope'], input: ParsedInputOf<Api['post']>): Promise<void> {
    // Rows are locked in the order of their ids, so that two posters never wait for each other.
    const wanted = input.cases.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const loaded = await this.load(
      tx,
      scope,
      wanted.map(({ id }) => id),
    );
    const title = input.title ?? defaultTitle(loaded.length);
    const head = headOf(loaded);
    const items = loaded.map((each) => itemOf(input.id, each));
    await this.requireClear(tx, title, loaded);
    let posted = this.clock.iso();
    for (const { id, version } of wanted) {
      const after = await this.cases.actWithin(tx, scope, { id, action: 'post', form: {}, version });
      // The engine counts the days of a case from its own row, the notice from the last of them.
      posted = after.state.entered;
    }
    const { ends } = await this.windowFrom(head.town, posted);
    const isNew = await this.notices.insert(
      tx,
      noticeOf(input.id, title, { head, poster: scope.person, posted, ends, households: items.length }),
      items,
    );
    if (!isNew) throw new AppError('keyReused');
  }

  // All of one village: it hangs there and is read there.
  private async load(db: Reader, scope: Scope, ids: readonly string[]): Promise<LoadedCase[]> {
    if (new Set(ids).size < ids.length) throw badInput(['cases']);
    const loaded = await this.cases.loadMany(db, scope, ids);
    // Whoever only reported a case learns nothing of what was found at the door.
    if (
      loaded.some(
        ({ head, state: { floor, reached } }) => !mayLoad(scope, { ...head, floor, reached }, false),
      )
    )
      throw new AppError('notFound');
    const { village } = headOf(loaded);
    if (village === '' || loaded.some(({ head }) => head.village !== village)) throw badInput(['cases']);
    return loaded;
  }

  private async windowFrom(town: string, now: Instant) {
    const params = await this.policy.params(town, dayOf(now));
    const days = params.number('notice.days');
    return { days, ...fullDaysAfter(now, days) };
  }

  // What can be typed is the title, and once upon a time the names; both are read here, line by line as on the paper.
  private async findings(
    title: string,
    loaded: readonly LoadedCase[],
    phones: readonly OfficePhone[],
  ): Promise<Finding[]> {
    const households = loaded.flatMap(({ head }) => head.household ?? []);
    const minorNames = await this.households.minorsOf(households, dayOf(this.clock.iso()));
    const paper = [title, ...loaded.map(({ head }) => head.subjectName)].join('\n');
    return screenNotice(paper, { minorNames, allowedPhones: phones.map(({ phone }) => phone) });
  }
}

const headOf = (loaded: readonly LoadedCase[]): LoadedCase['head'] => {
  const [first] = loaded;
  if (!first) throw badInput(['cases']);
  return first.head;
};

// The allow-list of domain A5: nothing of a case but these may be printed.
function printed({ head, rows }: LoadedCase): Printed {
  const risks = rows.findLast(({ action }) => action === 'finishCheck')?.form['risks'];
  const known = Array.isArray(risks) ? risks.map(String) : [];
  return {
    caseId: head.id,
    household: head.household,
    name: head.subjectName,
    group: head.group ?? 0,
    class: generalClass(known),
  };
}

function itemOf(notice: string, loaded: LoadedCase): NoticeItem {
  const { household, ...item } = printed(loaded);
  if (household === null) throw blocked({ guard: 'household', words: noHousehold });
  return { ...item, notice, household };
}

const noHousehold = '还没对上是哪一户，先在户档案里登记';

function obstacle({ head, rows, state }: LoadedCase, person: string): string | null {
  if (state.status !== 'posting') return '现在还不能贴';
  if (head.household === null) return noHousehold;
  const minutes = rows.findLast(({ action }) => action === 'deliberate');
  return minutes?.actor === person ? '您记的评议，要换人来贴' : null;
}

interface Posting {
  readonly head: LoadedCase['head'];
  readonly poster: string;
  readonly posted: Instant;
  readonly ends: Instant;
  readonly households: number;
}

function noticeOf(id: string, title: string, { head, poster, posted, ends, households }: Posting): Notice {
  const { county, town, village } = head;
  return {
    ...bareContent,
    id,
    title,
    county,
    town,
    village,
    households,
    area: village,
    kind: 'publicNotice',
    state: 'published',
    version: 1,
    writer: null,
    checker: poster,
    note: null,
    changedAt: posted,
    publishedAt: posted,
    startsAt: posted,
    endsAt: ends,
  };
}
