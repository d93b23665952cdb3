import { Inject, Injectable } from '@nestjs/common';
import { addDays, dayOf } from '@songtao/shared/calendar/calendar.js';
import { Clock } from '../platform/clock.js';
import { Director } from './director.js';
import { home } from './staff.seed.js';
import type { Home } from './town.seed.js';

const sights = [
  { kind: 'garbage', words: '桥头的垃圾堆了半个月。', place: '村口桥边', until: 'reported' },
  { kind: 'sewage', words: '沟堵了，污水流到路上。', place: '3组水沟', until: 'fixing' },
  { kind: 'road', words: '大雨冲了个坑，摩托过不去。', place: '上坡的弯道', until: 'referred' },
  { kind: 'light', words: '路灯坏了两盏。', place: '活动室门口', until: 'asking' },
  { kind: 'blackWater', words: '水塘发臭。', place: '老水塘', until: 'closed' },
  { kind: 'outage', words: '一早就停水了。', place: '4组', until: 'reported' },
] as const;

const visits = [
  { matter: 'pension', until: 'requested' },
  { matter: 'insurance', until: 'proposed' },
  { matter: 'allowance', until: 'agreed' },
  { matter: 'disability', until: 'gathering' },
  { matter: 'certificate', until: 'asking' },
] as const;

/** The small things of every day in the personas' village: what was seen on the way, and who is asked to come. */
@Injectable()
export class EverydaySeed {
  constructor(
    @Inject(Director) private readonly director: Director,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Answers how many cases were made. */
  async plant(homes: readonly Home[]): Promise<number> {
    const near = homes.filter(({ village }) => village === home).toReversed();
    for (const [index, sight] of sights.entries()) await this.sight(near[index], sight);
    for (const [index, visit] of visits.entries()) await this.visit(near[sights.length + index], visit);
    return sights.length + visits.length;
  }

  private async sight(place: Home | undefined, { until, ...said }: (typeof sights)[number]): Promise<void> {
    if (!place) return;
    const { director } = this;
    const cadre = (await director.somebody('villageSecretary', place.village)) ?? '';
    const act = async (action: string, form: Record<string, unknown> = {}): Promise<unknown> =>
      director.act(id, await director.holder(id), action, form);
    const id = await director.at(until === 'reported' ? 0 : -2, '08:40', async () => {
      const photos = [await director.scribble(cadre)];
      const subject = { household: place.id };
      return director.file(cadre, 'photo-report', { ...said, photos }, { subject });
    });
    if (until === 'reported') return;
    await director.at(-2, '10:30', () => act('accept'));
    if (until === 'fixing') return;
    if (until === 'referred')
      return void (await director.at(-1, '09:15', () => act('refer', { line: 'housing' })));
    await director.at(-1, '16:00', async () => {
      const photos = [await director.scribble(await director.holder(id))];
      await act('finish', { result: 'fixed', words: '今天弄好了，请您看看', photos });
    });
    if (until === 'closed') await director.at(0, '07:50', () => act('answer', { done: 'yes' }));
  }

  private async visit(place: Home | undefined, { matter, until }: (typeof visits)[number]): Promise<void> {
    if (!place) return;
    const { director } = this;
    const cadre = (await director.somebody('villageCadre', place.village)) ?? '';
    const today = dayOf(this.clock.iso());
    const act = async (action: string, form: Record<string, unknown> = {}): Promise<unknown> =>
      director.act(id, await director.holder(id), action, form);
    const id = await director.at(-1, '09:05', () =>
      director.file(
        cadre,
        'service-request',
        { matter, channel: 'cadre', day: addDays(today, until === 'agreed' ? 1 : 0), half: 'am' },
        { subject: { household: place.id } },
      ),
    );
    if (until === 'requested') return;
    const later = { day: addDays(today, 2), half: 'pm', reason: '那天村里开会' };
    if (until === 'proposed') return void (await director.at(-1, '10:00', () => act('propose', later)));
    await director.at(-1, '10:00', () => act('confirm'));
    if (until === 'agreed') return;
    const result =
      until === 'gathering'
        ? { result: 'papers', words: '照片还差两张，别的都齐了', missing: '两张一寸照片' }
        : { result: 'done', words: '证明开好了，送到您手上了' };
    await director.at(0, '08:30', () => act('visited', result));
  }
}
