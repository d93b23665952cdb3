import { Inject, Injectable } from '@nestjs/common';
import { addMinutes } from '@songtao/shared/calendar/calendar.js';
import { maskNumbers } from '@songtao/shared/notice/screen.js';
import { CONFIG, type Config } from '../config/config.js';
import { PersonService } from '../identity/person.service.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { EveryMinute } from '../platform/every-minute.js';
import { Log } from '../platform/logger.js';
import type { Tx } from '../platform/tx.js';
import { WeChatClient } from '../wechat/wechat.client.js';
import { CheckStore, type CheckKind, type Waiting } from './check.store.js';

const BATCH = 50;
const PIECE = 2_500;
const AGAIN_MINUTES = 5;
/** WeChat promises its word on a photo within half an hour. */
const WORD_MINUTES = 40;
const LAST_TRY = 24;

/** What WeChat thinks of something; `unasked` where it could not be asked, so that the eyes of people are all there is. */
export type Verdict = 'pass' | 'review' | 'risky' | 'unasked';

/** The feature that a kind of thing belongs to. */
export interface Checked {
  /** The words, or the address from which WeChat may fetch it; null where it need no longer be checked. */
  shown(id: string): Promise<string | null>;
  /** Told once what WeChat thinks. */
  told(tx: Tx, id: string, verdict: Exclude<Verdict, 'unasked'>): Promise<void>;
}

/** Asks WeChat about what people write and send, as its rules of operation demand. A plea is never held back for it: what is doubtful is marked for whoever handles it, and only what would be public waits or comes off. */
@Injectable()
export class ContentChecks extends EveryMinute {
  private readonly features = new Map<CheckKind, Checked>();

  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'wechat' | 'http'>,
    @Inject(CheckStore) private readonly store: CheckStore,
    @Inject(WeChatClient) private readonly weChat: WeChatClient,
    @Inject(PersonService) private readonly people: PersonService,
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) log: Log,
  ) {
    super(log, 'checks of content');
  }

  register(kind: CheckKind, feature: Checked): void {
    this.features.set(kind, feature);
  }

  /** The answer at once, for what is about to be public. Numbers of people are masked before they leave the house. */
  async ofText(person: string, text: string): Promise<Verdict> {
    const { openid } = await this.people.get(person);
    if (this.config.wechat.appId === '' || openid === null) return 'unasked';
    const signs = Array.from(maskNumbers(text));
    let worst: Verdict = 'pass';
    for (let from = 0; from < signs.length; from += PIECE) {
      const content = signs.slice(from, from + PIECE).join('');
      const answer = await this.weChat.checkText({ openid, scene: 'forum', content });
      if (answer.kind !== 'ok') return 'unasked';
      if (answer.value.suggest === 'risky') return 'risky';
      if (answer.value.suggest === 'review') worst = 'review';
    }
    return worst;
  }

  /** Puts it on the list of what WeChat is asked about, in the transaction that made it. */
  async later(tx: Tx, id: string, kind: CheckKind, person: string): Promise<void> {
    const { wechat, http } = this.config;
    if (wechat.appId === '' || (kind !== 'text' && http.publicUrl === null)) return;
    await this.store.insert(tx, { id, kind, person, trace: null, tries: 0, nextAt: this.clock.iso() });
  }

  /** WeChat's word on a photo or a recording, however often it comes; null where it could not fetch it, and is asked again in time. */
  async heard(trace: string, suggest: Exclude<Verdict, 'unasked'> | null): Promise<void> {
    const waiting = await this.store.underTrace(trace);
    if (waiting && suggest) await this.end(waiting, suggest);
  }

  protected async round(): Promise<void> {
    const now = this.clock.iso();
    for (const waiting of await this.store.due(now, BATCH)) {
      if (await this.store.claim(waiting, addMinutes(now, AGAIN_MINUTES))) await this.ask(waiting);
    }
  }

  private async ask(waiting: Waiting): Promise<void> {
    const { id, kind, person, tries } = waiting;
    const shown = (await this.features.get(kind)?.shown(id)) ?? null;
    if (shown === null || tries >= LAST_TRY) return this.end(waiting, null);
    if (kind !== 'text') return this.order(id, { person, kind, url: shown });
    const verdict = await this.ofText(person, shown);
    if (verdict !== 'unasked') await this.end(waiting, verdict);
  }

  private async order(
    id: string,
    { person, kind, url }: { person: string; kind: 'photo' | 'voice'; url: string },
  ): Promise<void> {
    const { openid } = await this.people.get(person);
    if (openid === null) return;
    const answer = await this.weChat.checkMedia({ openid, scene: 'log', kind, url });
    if (answer.kind !== 'ok') return;
    await this.store.ordered(id, answer.value.traceId, addMinutes(this.clock.iso(), WORD_MINUTES));
  }

  private async end({ id, kind }: Waiting, verdict: Exclude<Verdict, 'unasked'> | null): Promise<void> {
    await this.database.write(async (tx) => {
      if ((await this.store.end(tx, id)) && verdict) await this.features.get(kind)?.told(tx, id, verdict);
    });
  }
}
