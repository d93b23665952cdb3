import { Inject, Injectable } from '@nestjs/common';
import type { Scope } from '@songtao/shared/access/scope.js';
import { dayOf, fullDaysAfter, startOfDay } from '@songtao/shared/calendar/calendar.js';
import { AreaService } from '../area/area.service.js';
import { Clock } from '../platform/clock.js';
import { AppError } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import type { Reader, Tx } from '../platform/tx.js';
import { PolicyService } from '../policy/policy.service.js';
import { audienceOf } from './audience.js';
import { bareContent, isLive, stateAt, type Notice, type NoticeItem } from './notice.model.js';
import { NoticeStore } from './notice.store.js';

/** Where a household lives that was agreed to be helped; the announcement says no more of it. */
export interface Agreed {
  readonly county: string;
  readonly town: string;
  readonly village: string;
}

/** The words at the head of a 公示 where its poster has no others. */
export const defaultTitle = (households: number): string => `请大家看：准备帮${households}户`;

export const announcedTitle = (households: number): string => `区里同意帮${households}户`;

/** The households of public notices: who may object to which, and whose name comes off. Knows cases by their ids only, so that cases may stand on it. */
@Injectable()
export class NoticeItemService {
  constructor(
    @Inject(NoticeStore) private readonly notices: NoticeStore,
    @Inject(PolicyService) private readonly policy: PolicyService,
    @Inject(AreaService) private readonly areas: AreaService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The cases to which this reader may object now; all of the notice where no household is named. */
  async openFor(
    db: Reader,
    scope: Scope,
    noticeId: string,
    household: string | null,
  ): Promise<{ case: string; household: string }[]> {
    const notice = await this.notices.find(db, audienceOf(scope, this.areas.town().code), noticeId);
    if (notice?.kind !== 'publicNotice') throw new AppError('notFound');
    if (!isLive(notice, this.clock.iso())) throw new AppError('gone');
    const items = await this.notices.itemsOf(db, noticeId);
    const meant = items.filter((item) => household === null || item.household === household);
    if (meant.length === 0) throw new AppError('notFound');
    return meant.map((item) => ({ case: item.caseId, household: item.household }));
  }

  /** A notice that is long over keeps that it hung, and no longer whose names. */
  async forget(tx: Tx, caseId: string): Promise<void> {
    await this.notices.forget(tx, caseId);
  }

  /** The name of a case comes off wherever it hangs; the days run on for the others. A 公示 without a name is over. */
  async takeOff(tx: Tx, caseId: string): Promise<void> {
    const now = this.clock.iso();
    for (const id of await this.notices.withNameOf(tx, caseId)) {
      const notice = await this.notices.hangingLocked(tx, id, now);
      if (!notice) continue;
      await this.notices.removeItem(tx, id, caseId, now);
      const left = (notice.households ?? 1) - 1;
      const isOver = left === 0 ? ({ state: 'expired', endsAt: now } as const) : {};
      const hadDefault = notice.title === defaultTitle(left + 1) && left > 0;
      await this.notices.change(tx, notice, {
        households: left,
        ...(hadDefault && { title: defaultTitle(left) }),
        ...isOver,
      });
    }
  }

  /** Tells the village that the county agreed to help, without a name; what is agreed on one day is one announcement. */
  async announce(tx: Tx, { county, town, village }: Agreed): Promise<void> {
    const now = this.clock.iso();
    const today = await this.notices.ownAnnouncement(tx, village, startOfDay(dayOf(now)));
    const households = (today?.households ?? 0) + 1;
    const words = {
      title: announcedTitle(households),
      plain: this.announcedWords(village, households),
      households,
    };
    if (today && stateAt(today, now) === 'published') {
      await this.notices.change(tx, today, { ...words, changedAt: now });
      return;
    }
    const params = await this.policy.params(town, dayOf(now));
    const { ends } = fullDaysAfter(now, params.number('announcement.days'));
    const place = { area: village, county, town, village };
    await this.notices.insert(tx, {
      ...bareContent,
      ...words,
      ...place,
      id: newId(),
      kind: 'announcement',
      state: 'published',
      version: 1,
      writer: null,
      checker: null,
      note: null,
      changedAt: now,
      publishedAt: now,
      startsAt: now,
      endsAt: ends,
    });
  }

  /** The names that stand on a 公示. */
  itemsOf(db: Reader, notice: Pick<Notice, 'id' | 'kind'>): Promise<NoticeItem[]> {
    return notice.kind === 'publicNotice' ? this.notices.itemsOf(db, notice.id) : Promise.resolve([]);
  }

  private announcedWords(village: string, households: number): string {
    return `${this.areas.nameOf(village)}的名单，大家看过了。\n区里同意帮${households}户。\n有话要说，打下面的电话。`;
  }
}
