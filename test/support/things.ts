import fc from 'fast-check';
import { categoryKeys, workflowOf, type Category } from '@songtao/shared/category/registry.js';
import type { LoadedCase } from '../../server/src/case/case.model.js';
import {
  CaseActionRow,
  CaseLinkRow,
  CasePartyRow,
  CaseRecordRow,
  CaseTaskRow,
} from '../../server/src/case/case.row.js';
import { MeetingStore } from '../../server/src/case/meeting.store.js';
import { Director } from '../../server/src/demo/director.js';
import { StoredFileRow } from '../../server/src/files/file.row.js';
import { HouseholdService } from '../../server/src/household/household.service.js';
import { LeaveStore } from '../../server/src/identity/leave.store.js';
import { bareContent, type Notice } from '../../server/src/notice/notice.model.js';
import { NoticeRow } from '../../server/src/notice/notice.row.js';
import { NoticeStore } from '../../server/src/notice/notice.store.js';
import { Audit } from '../../server/src/platform/audit.js';
import { Database } from '../../server/src/platform/database.js';
import { newId } from '../../server/src/platform/ids.js';
import { place, type House, type People, type PlaceName } from './people.js';
import { startOf } from './routes.js';
import { loadedOf } from './truth.js';

/** What a key of a call may stand for. */
export type Noun =
  | 'case'
  | 'household'
  | 'notice'
  | 'meeting'
  | 'leave'
  | 'file'
  | 'message'
  | 'person'
  | 'member'
  | 'post'
  | 'ticket';

/** A case with what was written into it. */
export interface CaseThing {
  readonly loaded: LoadedCase;
  readonly words: string;
}

/** A notice, and where its writer works. */
export interface NoticeThing {
  readonly notice: Notice;
}

/** Everything that somebody may or may not see, by name: what there is of each noun in every place, what was deleted, and what never was. */
export class Things {
  readonly cases = new Map<string, CaseThing>();
  readonly notices = new Map<string, NoticeThing>();
  readonly meetings = new Map<string, { id: string; at: PlaceName; where: string }>();
  readonly leaves = new Map<string, { id: string; between: readonly string[] }>();
  /** Words that were written into a form, a look, a note: mark by name. */
  readonly said = new Map<string, string>();
  /** Photos by name, with the person who sent each. */
  readonly files = new Map<string, { id: string; owner: string }>();
  readonly deleted: Record<Noun, string>;

  constructor(private readonly people: People) {
    const never = newId();
    this.deleted = {
      case: never,
      household: never,
      notice: never,
      meeting: never,
      leave: never,
      file: never,
      message: never,
      person: never,
      member: never,
      post: never,
      ticket: never,
    };
  }

  private get town() {
    return this.people.town;
  }

  private get director(): Director {
    return this.town.get(Director);
  }

  async happen(): Promise<void> {
    await this.told();
    await this.reported();
    await this.hung();
    await this.met();
    await this.askedFor();
    await this.deletedLater();
  }

  /** The case as it is now; its placement and parties are what the rules are asked about. */
  case(name: string): CaseThing {
    const found = this.cases.get(name);
    if (!found) throw new Error(`no case ${name}`);
    return found;
  }

  private say(name: string): string {
    const mark = this.people.mark();
    this.said.set(name, mark);
    return mark;
  }

  // Kin of the village's representatives, and a look that somebody explained.
  private async told(): Promise<void> {
    const ours = this.people.house('ours');
    const kin = this.people.house('otherGrid');
    await this.town.get(Database).write(async (tx) => {
      const households = this.town.get(HouseholdService);
      await households.relate(tx, { id: ours.id, says: this.say('kinship') }, { id: kin.id, says: '亲家' });
      const { village } = place.ours;
      const seat = { id: newId(), village, name: this.say('representative'), household: kin.id };
      await households.appoint(tx, [{ ...seat, validFrom: '2026-01-01' }]);
      await this.town.get(Audit).record(tx, {
        actor: this.people.actor('grid').person,
        role: 'gridWorker',
        what: 'phone.revealed',
        object: { kind: 'household', id: ours.id },
        reason: this.say('reason of a look'),
      });
    });
  }

  private async reported(): Promise<void> {
    const { people, director } = this;
    const checked = await this.file('checked', 'home ours', { kind: 'medical', channel: 'self' });
    await director.act(checked, await director.holder(checked), 'accept');
    await director.act(checked, await director.holder(checked), 'identify');
    await director.check(checked);
    const flags = { result: 'explain', flags: this.say('flags of the comparison') };
    await director.act(checked, await director.holder(checked, 'compare'), 'compare', flags);
    await this.keep('checked');

    const { head, group } = people.house('spokenFor');
    const { village } = place.ours;
    await this.file(
      'spokenFor',
      'home neighbour',
      { kind: 'housing', channel: 'proxy', relation: '邻居', hideReporter: true },
      { subject: { name: head, village, group } },
    );
    await this.file(
      'spokenForByStaff',
      'cadreNext',
      { kind: 'school', channel: 'proxy', relation: '亲戚' },
      { subject: { name: head, village, group } },
    );
    await this.byCadre('otherGrid', 'cadre', people.house('otherGrid'));
    const lined = await this.byCadre('lined', 'cadre', people.house('lined'));
    await director.act(lined, await director.holder(lined), 'accept');
    const note = this.say('what the line is asked');
    await director.act(lined, await director.holder(lined), 'refer', { line: 'medical', note });
    await this.keep('lined');
    await this.byCadre('next', 'cadreNext', people.house('next'));
    await this.byCadre('away', 'cadreAway', people.house('away'));
    await this.file('nobody', 'stranger', { kind: 'unsure', channel: 'self' });
    await this.file('inquiry', 'home next', { about: 'other' }, {}, 'inquiry');
    await this.file('appeal', 'home ours', { about: 'unfair' }, { about: { case: checked } }, 'appeal');
    await this.file('complaint', 'home ours', { about: 'complaint' }, {}, 'appeal');
    await this.keep('checked');
    await this.ofEveryKind();
  }

  // A new category is here without a line written.
  private async ofEveryKind(): Promise<void> {
    const there = new Set([...this.cases.values()].map(({ loaded }) => loaded.head.category));
    for (const category of categoryKeys) {
      if (there.has(category) || workflowOf(category).about) continue;
      const [form] = fc.sample(startOf(category), { numRuns: 1, seed: 2026 });
      await this.file(category, 'home ours', form as Record<string, unknown>, {}, category);
    }
  }

  // A whole procedure up to the wall, and somebody who objects and does not want to be known.
  private async hung(): Promise<void> {
    const { director, people } = this;
    const posted = await this.byCadre('posted', 'cadre', people.house('posted'));
    await director.act(posted, await director.holder(posted), 'accept');
    await director.act(posted, await director.holder(posted), 'identify');
    await director.check(posted);
    await director.compare(posted);
    await director.deliberate(posted);
    const hanging = await director.post([posted]);
    await this.keep('posted');
    const notice = await this.town.get(NoticeStore).find(this.town.get(Database).read(), everywhere, hanging);
    if (notice) this.notices.set('wall', { notice });
    const objection = { about: 'unfit', hidden: true };
    await this.file('objection', 'home objector', objection, { about: { notice: hanging } }, 'objection');
    await this.keep('posted');
    await this.write('policy', place.ours.town, {});
    await this.write('countywide', place.ours.county, {});
    await this.write('ours', place.ours.village, {});
    await this.write('draft', place.ours.village, { state: 'draft', publishedAt: null, startsAt: null });
    await this.write('checking', place.ours.village, {
      state: 'checking',
      publishedAt: null,
      startsAt: null,
    });
    await this.write('over', place.ours.village, { endsAt: '2026-11-20T15:59:59.999Z' });
    await this.write('withdrawn', place.ours.village, {
      state: 'withdrawn',
      endsAt: '2026-11-22T08:00:00.000Z',
    });
    await this.write('next', place.next.village, {});
    await this.write('draftNext', place.next.village, { state: 'draft', publishedAt: null, startsAt: null });
    await this.write('away', place.otherTown.village, {});
    await this.write('draftAway', place.otherTown.town, {
      state: 'draft',
      publishedAt: null,
      startsAt: null,
    });
  }

  private async met(): Promise<void> {
    for (const at of ['ours', 'next', 'otherTown'] as const) {
      const meeting = { id: newId(), at, where: this.say(`meeting ${at}`) };
      this.meetings.set(at, meeting);
      const row = {
        ...place[at],
        id: meeting.id,
        heldAt: '2026-11-20T02:00:00.000Z',
        place: meeting.where,
        roster: [{ id: newId(), name: this.say(`roster ${at}`), household: null }],
        present: [],
        minutes: [],
        writer: 'nobody',
      };
      await this.town.get(Database).write((tx) => this.town.get(MeetingStore).insert(tx, row));
    }
  }

  private async askedFor(): Promise<void> {
    for (const [name, person, cover] of [
      ['ours', 'grid', 'otherGrid'],
      ['next', 'cover', 'cadreNext'],
      ['away', 'gridAway', 'cadreAway'],
    ] as const) {
      const between = [this.people.actor(person).person, this.people.actor(cover).person] as const;
      const leave = {
        id: newId(),
        person: between[0],
        cover: between[1],
        from: '2026-12-01',
        to: '2026-12-02',
      };
      this.leaves.set(name, { id: leave.id, between });
      await this.town
        .get(Database)
        .write((tx) =>
          this.town.get(LeaveStore).insert(tx, { ...leave, state: 'asked', answeredAt: null }, this.town.now),
        );
    }
  }

  // What was there and is no longer answers as if it had never been.
  private async deletedLater(): Promise<void> {
    const id = await this.byCadre('deleted', 'cadre', this.people.house('neighbour'));
    const photo = this.files.get('deleted')?.id ?? '';
    this.cases.delete('deleted');
    this.files.delete('deleted');
    const { notice } = this.notices.get('next') ?? {};
    if (!notice) throw new Error('no notice to be copied');
    const gone = { ...notice, id: newId() };
    await this.town.get(Database).write(async (tx) => {
      await tx.delete(CaseActionRow, 'case_id = :id', { id });
      await tx.delete(CaseTaskRow, 'case_id = :id', { id });
      await tx.delete(CasePartyRow, 'case_id = :id', { id });
      await tx.delete(CaseLinkRow, 'from_id = :id OR to_id = :id', { id });
      await tx.delete(CaseRecordRow, 'id = :id', { id });
      await tx.delete(StoredFileRow, 'id = :photo', { photo });
      await this.town.get(NoticeStore).insert(tx, gone);
      await tx.delete(NoticeRow, 'id = :id', { id: gone.id });
    });
    Object.assign(this.deleted, { case: id, file: photo, notice: gone.id });
  }

  private byCadre(name: string, cadre: string, house: House): Promise<string> {
    return this.file(
      name,
      cadre,
      { kind: 'medical', channel: 'cadre' },
      { subject: { household: house.id } },
    );
  }

  private async file(
    name: string,
    actor: string,
    form: Record<string, unknown>,
    more: { subject?: Record<string, unknown>; about?: Record<string, string> } = {},
    category: Category = 'hardship',
  ): Promise<string> {
    const { person } = this.people.actor(actor);
    const photo = category === 'hardship' ? await this.director.scribble(person) : null;
    if (photo) this.files.set(name, { id: photo, owner: person });
    const words = this.people.mark();
    const whole = { ...form, words, ...(photo && { photos: [photo] }) };
    const id = await this.director.file(person, category, whole, more);
    await this.keep(name, { id, words });
    return id;
  }

  private async keep(name: string, known?: { id: string; words: string }): Promise<void> {
    const { id, words } = known ?? { id: this.case(name).loaded.head.id, words: this.case(name).words };
    this.cases.set(name, { loaded: await loadedOf(this.town, id), words });
  }

  private async write(name: string, area: string, more: Partial<Notice>): Promise<void> {
    const notice: Notice = {
      ...bareContent,
      id: newId(),
      kind: 'announcement',
      state: 'published',
      version: 1,
      title: this.people.mark(),
      plain: this.people.mark(),
      area,
      county: area.slice(0, 6),
      town: area.length >= 9 ? area.slice(0, 9) : null,
      village: area.length === 12 ? area : null,
      writer: this.people.actor(area.startsWith(place.otherTown.town) ? 'officerAway' : 'cadre').person,
      checker: null,
      note: this.people.mark(),
      households: null,
      changedAt: '2026-11-20T02:00:00.000Z',
      publishedAt: '2026-11-20T02:00:00.000Z',
      startsAt: '2026-11-20T02:00:00.000Z',
      endsAt: '2026-12-20T15:59:59.999Z',
      ...more,
    };
    this.notices.set(name, { notice });
    await this.town.get(Database).write((tx) => this.town.get(NoticeStore).insert(tx, notice));
  }
}

const everywhere = { areas: [], under: [], names: [place.ours.county] };
