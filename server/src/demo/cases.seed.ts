import { Inject, Injectable } from '@nestjs/common';
import { dayOf } from '@songtao/shared/calendar/calendar.js';
import { CaseClock } from '../case/case.clock.js';
import { Clock } from '../platform/clock.js';
import { Chance } from './chance.js';
import { Director } from './director.js';
import { EverydaySeed } from './everyday.seed.js';
import { home } from './staff.seed.js';
import type { Home } from './town.seed.js';

/** How far a story has come; each includes all before it. */
const stages = [
  'reported',
  'accepted',
  'checking',
  'authorising',
  'comparing',
  'deliberating',
  'posting',
  'noticed',
  'reviewing',
  'deciding',
  'announcing',
  'helping',
  'asking',
  'closed',
] as const;
type Stage = (typeof stages)[number] | 'referred' | 'solved' | 'refused' | 'withdrawn' | 'urgent' | 'takenOn';

const kinds = [
  { kind: 'medical', words: '老伴住院一个多月，自己花了两万多。', risks: ['ILLNESS'] },
  { kind: 'housing', words: '房子漏雨，墙裂了缝，住着害怕。', risks: ['HOUSING'] },
  { kind: 'water', words: '水管断了四天，挑水要走半个钟头。', risks: ['WATER'] },
  { kind: 'school', words: '娃娃考上高中，学费还差一截。', risks: ['SCHOOLING'] },
  { kind: 'work', words: '厂里停工三个月，没有收入。', risks: ['UNSTABLE_JOB'] },
  { kind: 'disaster', words: '大雨冲了菜地，一季都没了。', risks: ['DISASTER'] },
  { kind: 'family', words: '儿子出了事，家里没人挣钱。', risks: ['ACCIDENT'] },
] as const;

/** How many stories end where, beside those of the personas. */
const ends: readonly (readonly [Stage, number])[] = [
  ['reported', 8],
  ['accepted', 6],
  ['referred', 3],
  ['takenOn', 2],
  ['checking', 5],
  ['authorising', 3],
  ['comparing', 4],
  ['deliberating', 3],
  ['posting', 2],
  ['reviewing', 4],
  ['deciding', 3],
  ['announcing', 1],
  ['helping', 3],
  ['asking', 3],
  ['closed', 3],
  ['solved', 4],
  ['refused', 2],
  ['withdrawn', 1],
  ['urgent', 1],
];

/** Stories of the personas' own village, beside the two on the notice: stage and days since the report. */
const atHome: readonly (readonly [(typeof stages)[number], number])[] = [
  ['posting', 7],
  ['reported', 0],
  ['accepted', 1],
  ['checking', 2],
  ['deliberating', 6],
  ['asking', 19],
];

/** Fills the demo with cases in every state, made by running the engine under past clocks. */
@Injectable()
export class CasesSeed {
  private readonly chance = new Chance(1_123);

  constructor(
    @Inject(Director) private readonly director: Director,
    @Inject(EverydaySeed) private readonly everyday: EverydaySeed,
    @Inject(CaseClock) private readonly ticking: CaseClock,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Answers how many cases were made. */
  async plant(homes: readonly Home[], said: (done: number, of: number) => void): Promise<number> {
    const ordinary = homes.filter(({ head }) => head !== '王秀英' && head !== '赵桂芳');
    const plots = ends.flatMap(([stage, count]) => Array.from({ length: count }, () => stage));
    const total = plots.length + atHome.length + 2;
    let done = 0;
    for (const stage of plots) {
      const place = ordinary[(done * 4) % ordinary.length];
      if (place) await this.tell(place, stage);
      said((done += 1), total);
    }
    await this.homeVillage(homes);
    return total + (await this.everyday.plant(ordinary));
  }

  // What the personas see at once: two households of one notice in its window, one to be posted, and a day's work for the grid worker.
  private async homeVillage(homes: readonly Home[]): Promise<void> {
    const own = homes.filter(
      ({ village, head, group }) => village === home && group > 2 && head !== '王秀英' && head !== '赵桂芳',
    );
    const [first, second, ...others] = own.slice(3);
    if (!first || !second) throw new Error('the home village is too small');
    const ready = [await this.story(first, 'posting', 9), await this.story(second, 'posting', 8)];
    await this.director.at(-2, '15:00', () => this.director.post(ready));
    for (const [index, [stage, daysAgo]] of atHome.entries()) {
      const place = others[index];
      if (place) await this.story(place, stage, daysAgo);
    }
  }

  private async tell(place: Home, stage: Stage): Promise<void> {
    if (stage === 'urgent') return this.urgent(place);
    if (stage === 'referred' || stage === 'takenOn') return this.referred(place, stage);
    if (stage === 'solved') return this.solved(place);
    if (stage === 'withdrawn') return this.withdrawn(place);
    if (stage === 'refused') return this.refused(place);
    await this.story(place, stage, daysFor(stage) + this.chance.whole(0, 2));
  }

  /** The whole procedure up to a stage, begun so many days ago. */
  private async story(
    place: Home,
    until: Exclude<Stage, 'referred' | 'solved' | 'refused' | 'withdrawn' | 'urgent' | 'takenOn'>,
    daysAgo: number,
  ): Promise<string> {
    const { director } = this;
    const plot = this.chance.pick(kinds);
    const reaches = (stage: (typeof stages)[number]): boolean =>
      stages.indexOf(stage) <= stages.indexOf(until);
    const day = (after: number): number => Math.min(0, after - daysAgo);
    const id = await this.report(place, plot, day(0));
    if (reaches('accepted')) await this.accept(id, day(0));
    if (reaches('checking'))
      await this.director.at(day(1), '09:20', async () =>
        director.act(id, await director.holder(id), 'identify'),
      );
    if (reaches('authorising'))
      await this.director.at(day(2), '10:00', () =>
        director.check(id, { risks: [...plot.risks], agrees: reaches('comparing') }),
      );
    if (reaches('deliberating')) await this.director.at(day(3), '11:00', () => director.compare(id));
    if (reaches('posting')) await this.director.at(day(5), '14:30', () => director.deliberate(id));
    if (reaches('noticed')) await this.director.at(day(6), '09:00', () => director.post([id]));
    if (reaches('reviewing')) await this.director.at(day(12), '08:00', () => this.ticking.tick());
    if (reaches('deciding')) await this.director.at(day(13), '10:00', () => director.review(id));
    if (reaches('announcing')) await this.director.at(day(14), '15:00', () => director.decide(id));
    if (reaches('helping'))
      await this.director.at(day(15), '09:30', async () =>
        director.act(id, await director.holder(id), 'announce'),
      );
    if (reaches('asking')) await this.help(id, day(18));
    if (reaches('closed'))
      await this.director.at(day(20), '19:00', async () =>
        director.act(id, await director.holder(id), 'answer', { done: 'yes' }),
      );
    return id;
  }

  private async report(
    place: Home,
    { kind, words }: (typeof kinds)[number],
    day: number,
    more: Record<string, unknown> = {},
  ): Promise<string> {
    const time = `0${this.chance.whole(8, 9)}:${String(this.chance.whole(10, 59))}`;
    return this.director.at(day, time, async () => {
      const cadre = (await this.director.somebody('villageSecretary', place.village)) ?? '';
      const voice = [await this.director.spoken(cadre, 'report')];
      return this.director.file(
        cadre,
        'hardship',
        { kind, channel: 'cadre', words, voice, ...more },
        { subject: { household: place.id } },
      );
    });
  }

  private async accept(id: string, day: number): Promise<void> {
    await this.director.at(day, '10:12', async () => {
      const holder = await this.director.holder(id);
      await this.director.act(id, holder, 'seen');
      await this.director.act(id, holder, 'accept');
      await this.director.act(id, holder, 'contacted', { how: 'phone' });
      await this.director.act(id, holder, 'tellSubject', { how: 'visit' });
    });
  }

  private async help(id: string, day: number): Promise<void> {
    await this.director.at(day, '16:00', async () => {
      const holder = await this.director.holder(id);
      await this.director.act(id, holder, 'recordHelp', {
        what: '临时救助',
        by: '镇民政办',
        on: dayOf(this.clock.iso()),
        amount: 300_000,
      });
      await this.director.act(id, holder, 'finishHelp');
    });
  }

  private async referred(place: Home, stage: 'referred' | 'takenOn'): Promise<void> {
    const id = await this.report(place, kinds[0], -1);
    await this.accept(id, -1);
    await this.director.at(0, '08:30', () => this.director.refer(id, 'medical'));
    if (stage === 'takenOn')
      await this.director.at(0, '09:00', async () =>
        this.director.act(id, await this.director.holder(id), 'acceptReferral'),
      );
  }

  private async solved(place: Home): Promise<void> {
    const id = await this.report(place, kinds[1], -this.chance.whole(3, 6));
    await this.accept(id, -2);
    await this.director.at(-1, '17:00', async () =>
      this.director.act(id, await this.director.holder(id), 'solve', { what: '村里帮着换了瓦，不漏了' }),
    );
  }

  private async withdrawn(place: Home): Promise<void> {
    const id = await this.report(place, kinds[4], -4);
    await this.accept(id, -3);
    await this.director.at(-2, '10:00', async () => {
      const holder = await this.director.holder(id);
      await this.director.act(id, holder, 'withdraw', {
        reason: '儿子寄钱回来了',
        proof: { how: 'voice', file: await this.director.spoken(holder, 'report') },
      });
    });
  }

  private async refused(place: Home): Promise<void> {
    const id = await this.story(place, 'deliberating', 9);
    await this.director.at(-4, '15:00', () => this.director.deliberate(id, false));
    await this.director.at(-2, '10:00', () => this.director.refuse(id));
  }

  private async urgent(place: Home): Promise<void> {
    await this.report(place, kinds[6], 0, { urgent: true });
  }
}

const daysFor = (stage: Stage): number =>
  ({
    reported: 0,
    accepted: 1,
    checking: 2,
    authorising: 3,
    comparing: 3,
    deliberating: 5,
    posting: 7,
    reviewing: 13,
    deciding: 14,
    announcing: 15,
    helping: 17,
    asking: 19,
    closed: 24,
  })[stage as 'reported'] ?? 3;
