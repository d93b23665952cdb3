import { fieldValue, timeText, type FieldKey, type TemplateData } from './fields.js';

/** The console templates that the office adds once. Every card is one of these; only its words differ. */
export const consoleTemplates = {
  staff: {
    kind: 'employee',
    title: '待办提醒',
    fields: { thing1: '提醒内容', time2: '时间' },
  },
  villager: {
    // An account that is granted long-term templates changes this word; then no credits are counted.
    kind: 'oneTime',
    title: '消息提醒',
    fields: { thing1: '提醒内容', time2: '时间' },
  },
} as const satisfies Record<string, ConsoleTemplate>;

interface ConsoleTemplate {
  readonly kind: 'oneTime' | 'longTerm' | 'employee';
  readonly title: string;
  readonly fields: Readonly<Partial<Record<FieldKey, string>>>;
}

type Audience = keyof typeof consoleTemplates;

/**
 * Everything that a card may say. It lies on lock screens, on a bench, in a stranger's hand: so it
 * tells that there is something, never what or about whom. `{count}` is all that can be put in.
 */
export const cards = {
  taskOpened: { to: 'staff', words: '您有{count}件事等办' },
  taskUrgent: { to: 'staff', words: '您有{count}件急事，请马上看' },
  taskDueSoon: { to: 'staff', words: '您有{count}件事快到时间了' },
  taskOverdue: { to: 'staff', words: '您有{count}件事过了时间' },
  taskPassedUp: { to: 'staff', words: '有{count}件事转到您这里' },
  staffDigest: { to: 'staff', words: '今天有{count}件事等办' },
  newMessage: { to: 'villager', words: '您有{count}条新消息' },
  pleaseAnswer: { to: 'villager', words: '有{count}件事等您回一句' },
  pleaseMeet: { to: 'villager', words: '有人想和您约个时间' },
  villageNotice: { to: 'villager', words: '有{count}条新通知，请看一看' },
} as const satisfies Record<string, { readonly to: Audience; readonly words: string }>;

export type CardKind = keyof typeof cards;

interface CardFacts {
  readonly count: number;
  /** The time that the card shows: the due time for staff, the time of the news for villagers. */
  readonly at: Date;
}

/** Above this a number says no more, and the words would outgrow their field. */
const MOST = 99;

/** The data of a card. Nothing but a number and a time goes in, so nothing about a person can come out. */
export function composeCard(kind: CardKind, { count, at }: CardFacts): TemplateData {
  const shown = String(Math.min(Math.max(1, Math.trunc(count)), MOST));
  return {
    thing1: fieldValue('thing1', cards[kind].words.replace('{count}', shown)),
    time2: fieldValue('time2', timeText(at)),
  };
}

/** Where a tapped card leads. Only a record's id may travel with it: WeChat keeps the path. */
export function cardPage(page: string, id?: string): string {
  if (!/^[a-z]+(\/[a-zA-Z-]+)+$/u.test(page)) throw new RangeError('not a page');
  if (id === undefined) return page;
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u.test(id)) throw new RangeError('not a record id');
  return `${page}?id=${id}`;
}
