import { Inject, Injectable } from '@nestjs/common';
import type { Scope } from '@songtao/shared/access/scope.js';
import type { OutputOf, ParsedInputOf } from '@songtao/shared/api/endpoint.js';
import type { NoticeView, noticeApi } from '@songtao/shared/api/notice.js';
import { addDays, dayOf, startOfDay } from '@songtao/shared/calendar/calendar.js';
import { AreaService } from '../area/area.service.js';
import { ObjectionService } from '../case/objection.service.js';
import { FilesService } from '../files/files.service.js';
import { RosterService } from '../identity/roster.service.js';
import type { Caller } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { AppError } from '../platform/errors.js';
import type { Reader } from '../platform/tx.js';
import { audienceOf, mayWrite, writerRoles, type Audience } from './audience.js';
import { isLive, stateAt, type Notice } from './notice.model.js';
import { NoticeStore, orderedBy, type Cursor, type ListOf } from './notice.store.js';
import { lastDayOf, lineOf, viewOf } from './notice.view.js';
import { Offices } from './office.service.js';
import { termsOf } from './search.js';
import { noticeSheet } from './sheet.model.js';

type PersonScope = Caller['scope'];
type Api = typeof noticeApi;

/** Days for which a list still says that something hung there (screen 14). */
const ENDED_SHOWN = 60;

/** What people read of notices: lists, a page, and a sheet to print. */
@Injectable()
export class NoticePages {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(NoticeStore) private readonly notices: NoticeStore,
    @Inject(ObjectionService) private readonly objections: ObjectionService,
    @Inject(FilesService) private readonly files: FilesService,
    @Inject(Offices) private readonly offices: Offices,
    @Inject(RosterService) private readonly roster: RosterService,
    @Inject(AreaService) private readonly areas: AreaService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async list(
    scope: PersonScope,
    input: ParsedInputOf<Api['list']> & { readonly q?: string },
  ): Promise<OutputOf<Api['list']>> {
    const { kind, need, q = '', limit } = input;
    const db = this.database.read();
    const of = this.listOf(scope, input);
    const after = input.after === undefined ? null : cursorOf(input.after);
    const found = await this.notices.lines(db, this.audience(scope), {
      of,
      kind,
      need,
      terms: termsOf(q),
      after,
      limit,
    });
    const shown = found.slice(0, limit);
    const audios = shown.flatMap(({ audio }) => audio ?? []);
    const [refs, read] = [
      await this.files.refs(audios, scope.person, db),
      await this.notices.readBy(
        db,
        scope.person,
        shown.map(({ id }) => id),
      ),
    ];
    const now = this.clock.iso();
    const items = shown.map((notice) =>
      lineOf(notice, { now, read: read.has(notice.id), audio: refs.get(notice.audio ?? '') ?? null }),
    );
    const last = shown.at(-1);
    return { items, next: found.length > limit && last ? `${last[orderedBy(of)] ?? ''}~${last.id}` : null };
  }

  /** One notice; gone once it is over, notFound for whom it is not meant. */
  async get(scope: PersonScope, id: string): Promise<NoticeView> {
    const db = this.database.read();
    const notice = await this.getReadable(db, scope, id);
    return this.view(db, scope, notice);
  }

  /** One notice for whoever has just acted on it, whatever it is now. */
  async after(scope: PersonScope, id: string): Promise<NoticeView> {
    const db = this.database.read();
    const notice = await this.notices.find(db, this.audience(scope), id);
    if (!notice) throw new AppError('notFound');
    return this.view(db, scope, notice);
  }

  async read({ scope, personId }: Caller, id: string): Promise<{ ok: true }> {
    await this.database.write(async (tx) => {
      await this.getReadable(tx, scope, id);
      await this.notices.markRead(tx, id, personId, this.clock.iso());
    });
    return { ok: true };
  }

  async sheet(scope: PersonScope, id: string): Promise<string> {
    return noticeSheet(await this.get(scope, id));
  }

  audience(scope: Scope): Audience {
    return audienceOf(scope, this.areas.town().code);
  }

  private listOf({ grants }: PersonScope, { drafts, ended }: ParsedInputOf<Api['list']>): ListOf {
    const now = this.clock.iso();
    if (drafts)
      return {
        written: grants.filter(({ role }) => writerRoles.includes(role)).map(({ area }) => area),
        now,
      };
    return ended ? { ended: now, since: startOfDay(addDays(dayOf(now), -ENDED_SHOWN)) } : { live: now };
  }

  private async getReadable(db: Reader, scope: PersonScope, id: string): Promise<Notice> {
    const notice = await this.notices.find(db, this.audience(scope), id);
    if (!notice) throw new AppError('notFound');
    const now = this.clock.iso();
    const { kind } = notice;
    const state = stateAt(notice, now);
    if (state === 'expired' || state === 'withdrawn')
      throw new AppError('gone', { details: { kind, state, lastDay: lastDayOf(notice) } });
    if (!isLive(notice, now) && !mayWrite(scope, notice.area)) throw new AppError('notFound');
    return notice;
  }

  private async view(db: Reader, scope: PersonScope, notice: Notice): Promise<NoticeView> {
    const { id, kind, audio, writer, checker, publishedAt } = notice;
    const isPublic = kind === 'publicNotice';
    const people = await this.roster.people(
      [writer, checker].flatMap((person) => person ?? []),
      db,
    );
    const cases = isPublic ? await this.notices.casesOf(db, id) : [];
    const since = publishedAt ?? notice.changedAt;
    const objected = await this.objections.ownNumber(db, cases, { person: scope.person, since });
    return viewOf(notice, scope, {
      now: this.clock.iso(),
      read: (await this.notices.readBy(db, scope.person, [id])).has(id),
      audio: audio === null ? null : ((await this.files.refs([audio], scope.person, db)).get(audio) ?? null),
      areaName: this.areas.nameOf(notice.area),
      names: new Map([...people].map(([person, { name }]) => [person, name])),
      items: isPublic ? await this.notices.itemsOf(db, id) : [],
      phones: await this.offices.phonesOf(notice, db),
      objected,
      openObjections:
        isPublic && scope.grants.length > 0 ? await this.objections.open(db, cases, since) : null,
    });
  }
}

function cursorOf(text: string): Cursor {
  const [at = '', id = ''] = text.split('~');
  return { at: Number.isNaN(Date.parse(at)) ? '1970-01-01T00:00:00.000Z' : at, id };
}
