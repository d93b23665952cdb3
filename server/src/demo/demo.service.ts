import { Inject, Injectable } from '@nestjs/common';
import type { demoApi } from '@songtao/shared/api/registry.js';
import type { OutputOf } from '@songtao/shared/api/endpoint.js';
import { personas, type Persona } from '@songtao/shared/api/session.js';
import { dayOf, daysBetween } from '@songtao/shared/calendar/calendar.js';
import * as z from 'zod';
import { CaseClock } from '../case/case.clock.js';
import { CONFIG, type Config } from '../config/config.js';
import { PersonStore } from '../identity/person.store.js';
import { RosterService } from '../identity/roster.service.js';
import { Dispatcher } from '../outbox/dispatcher.js';
import { Clock } from '../platform/clock.js';
import { AppError } from '../platform/errors.js';

const A_DAY = 1_440;

const tries: Record<Persona, string> = {
  villager: '说一件难处，看它走到哪一步',
  neighbour: '看村里贴出来的名单，说说意见',
  grid: '看到新求助，接下，上门去看',
  stationed: '和网格员一起上门，点“我到了”',
  village: '记评议、贴公示',
  secretary: '贴公示，看全村在办的事',
  town: '审核、派单、看卡住的事',
  'town-leader': '看过了日子还没办的事',
  county: '核对信息，定下来',
  line: '接转来的事，办完回话',
  admin: '看名册和参数',
};

/** One card as the stand-in for WeChat keeps it. */
const sent = z.array(
  z.object({
    at: z.string(),
    openid: z.string(),
    errcode: z.number(),
    kind: z.enum(['oneTime', 'longTerm', 'employee']),
    lines: z.array(z.object({ label: z.string(), value: z.string() })),
  }),
);

/** What a stranger needs to try the house: who to be, and a day that moves. */
@Injectable()
export class DemoService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CaseClock) private readonly ticking: CaseClock,
    @Inject(Dispatcher) private readonly dispatcher: Dispatcher,
    @Inject(PersonStore) private readonly people: PersonStore,
    @Inject(RosterService) private readonly roster: RosterService,
  ) {}

  async state(): Promise<OutputOf<typeof demoApi.state>> {
    const found: OutputOf<typeof demoApi.state>['personas'] = [];
    for (const id of personas) {
      const person = await this.people.personaOf(id);
      const ref = person ? (await this.roster.people([person])).get(person) : undefined;
      if (ref)
        found.push({
          id,
          name: ref.name,
          title: ref.role || '村民',
          tries: tries[id],
          staff: ref.role !== '',
        });
    }
    return { ...this.day(), personas: found };
  }

  /** Day by day, so that what falls due in between happens on its own day. */
  async move(days: number): Promise<OutputOf<typeof demoApi.move>> {
    for (let day = 0; day < days; day += 1) {
      await this.clock.moveOn(A_DAY);
      await this.ticking.tick();
      await this.dispatcher.run();
    }
    return this.day();
  }

  /** What the stand-in for WeChat was sent; the person is named as the demo names people. */
  async wechat(): Promise<OutputOf<typeof demoApi.wechat>> {
    const answer = await fetch(new URL('/__stub/sent', this.config.wechat.baseUrl)).catch(() => null);
    if (!answer?.ok) throw new AppError('away');
    const items = sent.parse(await answer.json());
    return {
      items: items.map(({ at, openid, kind, lines, errcode }) => ({
        at,
        to: openid.replace('demo-', ''),
        channel: kind === 'employee' ? '员工提醒' : '订阅消息',
        words: lines.map(({ value }) => value).join(' · '),
        result: errcode === 0 ? '送到了' : `没送到（${errcode}），看站内消息`,
      })),
    };
  }

  private day(): OutputOf<typeof demoApi.move> {
    const now = this.clock.iso();
    return { now, today: dayOf(now), offsetDays: daysBetween(dayOf(new Date().toISOString()), dayOf(now)) };
  }
}
