import { OutboxMessageRow } from '../../server/src/outbox/outbox.row.js';
import { PersonStore } from '../../server/src/identity/person.store.js';
import { Database } from '../../server/src/platform/database.js';
import { cards, consoleTemplates, type CardKind } from '../../server/src/wechat/templates.js';
import type { House } from '../support/town.js';
import { startWeChatStub, type WeChatStub } from '../wechat/stub.js';

const account = { appid: 'wx0123456789abcdef', secret: 's'.repeat(32) };
const openidOf = (persona: string): string => `demo-${persona}`;
const staff = ['grid', 'stationed', 'village', 'secretary', 'town', 'town-leader', 'county', 'line'].map(
  openidOf,
);
const villagers = ['villager', 'neighbour'].map(openidOf);
const MANY = 100_000;

/** The stand-in for WeChat; all staff of the personas are bound and both villagers have said yes to everything. */
export async function openWeChat(): Promise<WeChatStub> {
  const stub = await startWeChatStub({
    ...account,
    templates: [
      { id: 'villager', ...consoleTemplates.villager },
      { id: 'staff', ...consoleTemplates.staff },
    ],
  });
  for (const openid of staff) stub.bindEmployee(openid);
  for (const openid of villagers) stub.credit(openid, 'villager', MANY);
  return stub;
}

/** What a server has to know of it. */
export const weChatEnv = (stub: WeChatStub): Record<string, string> => ({
  WECHAT_APPID: account.appid,
  WECHAT_SECRET: account.secret,
  WECHAT_BASE_URL: stub.url,
  WECHAT_TEMPLATES: 'villager:villager,staff:staff',
});

/** How often a card is there more often, or less often, than it should be. */
export interface Alerts {
  readonly due: number;
  readonly missed: number;
  readonly repeated: number;
}

/** Urgent news goes alone, one card for each: those of the outbox held against those that arrived, for everybody whom WeChat can reach. Where the others' news climbs to is the ladder's own test. */
export async function urgentAlerts(house: House, stub: WeChatStub): Promise<Alerts> {
  const rows = await house
    .get(Database)
    .read()
    .all(OutboxMessageRow, ['person', 'template', 'payload'], (query) =>
      query.where('r.urgent = :yes', { yes: true }),
    );
  const reached = new Set([...staff, ...villagers]);
  const due = new Map<string, number>();
  const arrived = new Map<string, number>();
  const count = (book: Map<string, number>, key: string): unknown => book.set(key, (book.get(key) ?? 0) + 1);
  for (const { person, template, payload } of rows) {
    const { openid } = await house.get(PersonStore).get(person);
    if (!openid || !reached.has(openid)) continue;
    const { about } = payload as { about: { id: string | null } };
    count(due, `${openid} ${about.id} ${cards[template as CardKind].words.replace('{count}', '1')}`);
  }
  for (const { openid, page, lines } of stub.delivered()) {
    const key = `${openid} ${page.split('id=')[1] ?? ''} ${lines[0]?.value}`;
    if (due.has(key)) count(arrived, key);
  }
  const differences = [...due].map(([key, times]) => (arrived.get(key) ?? 0) - times);
  return {
    due: [...due.values()].reduce((sum, times) => sum + times, 0),
    missed: differences.filter((difference) => difference < 0).length,
    repeated: differences.filter((difference) => difference > 0).length,
  };
}
