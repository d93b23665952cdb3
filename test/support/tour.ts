import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as Axe from 'axe-core';
import { faultsIn } from './judge.js';
import type { Phone } from './phone.js';
import { sideways, targets, texts } from './sight.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What leads on: rows, doors, cards and tiles, never the buttons that act. Of tasks and of a long list the first two. */
const leads = [
  ...['notice', 'door', 'kind'].map((name) => `.st-${name}.st-press`),
  '.st-rows:not(:has(> .st-row:nth-child(10), .st-row__w)) > .st-row.st-press:not([role=switch], [aria-label=退出])',
  '.st-rows:has(> .st-row:nth-child(10), .st-row__w) > .st-row.st-press:nth-child(-n + 2)',
];
/** There one becomes somebody else. */
const chooser = '/pages/welcome/index';
/** They stand on many pages and lead to the same ones. */
const tabs = ['.st-tabbar__i', '.weui-tabbar__item'];
/** From the narrowest phone that is still about to a wide one. */
const widths = [320, 375, 414];
const USUAL = 375;
const HEIGHT = 812;
const broken = /这一页打不开|没有打开|现在没有网|没找到这一页|要换成新的|这里您看不到|undefined|NaN|\[object/;

/** An address, and what is wrong with the page that stands there. */
export interface Stop {
  readonly address: string;
  readonly faults: readonly string[];
}

const pathOf = (address: string): string => address.split('?')[0] ?? '';

/** Walks from page to page as somebody curious does, and looks at each. */
export class Tour {
  private readonly seen = new Set<string>();
  readonly stops: Stop[] = [];

  constructor(
    private readonly phone: Phone,
    /** Kinds of pages that were measured already, on whichever phone. */
    private readonly measured: Set<string>,
  ) {}

  /** The page that is open, and one of every kind of page that leads on from it. */
  async walk(): Promise<void> {
    const start = this.phone.address();
    this.isNew(start);
    await this.look();
    await this.onwards(start, [...tabs, ...leads]);
  }

  /** Each of these pages, opened by its address. */
  async visit(addresses: readonly string[]): Promise<void> {
    for (const address of addresses) {
      await this.within(address);
      await this.look();
    }
  }

  /** Where it has been, once for every kind of page that was not measured there. */
  unmeasured(measured: ReadonlySet<string>): string[] {
    const kinds = new Map(this.stops.map(({ address }) => [pathOf(address), address]));
    return [...kinds].filter(([path]) => !measured.has(path)).map(([, address]) => address);
  }

  private async onwards(here: string, kinds: readonly string[]): Promise<void> {
    for (const kind of kinds) {
      const count = await this.phone.page.locator(`${kind}:visible`).count();
      for (let place = 0; place < count; place += 1) await this.follow(here, kind, place);
    }
  }

  private async follow(here: string, kind: string, place: number): Promise<void> {
    const target = this.phone.page.locator(`${kind}:visible`).nth(place);
    if ((await target.count()) === 0) return;
    // At once, without the waits of a click; whether a finger reaches it is looked at all the same.
    const isReached = await target.evaluate((one) => {
      one.scrollIntoView({ block: 'center' });
      const { x, y, width, height } = one.getBoundingClientRect();
      const top = document.elementFromPoint(x + width / 2, y + height / 2);
      (one as HTMLElement).click();
      return one.contains(top);
    });
    if (!isReached) this.stops.push({ address: here, faults: [`${kind} ${place} is covered`] });
    const there = this.phone.address();
    if (there === here) return this.sheet(here);
    const isNew = this.isNew(there);
    await this.look();
    if (isNew && pathOf(there) !== chooser) await this.onwards(there, leads);
    // Not by the browser's way back: what took the place of a page, as a tab does, has none.
    await this.within(here);
    await settled(this.phone);
  }

  /** Inside the open app: opened anew it takes staff who begin at home to their day, under the finger. */
  private async within(address: string): Promise<void> {
    await this.phone.page.evaluate((to) => {
      location.hash = to;
    }, address);
  }

  /** What came from below, where something did; a row that calls somebody opens nothing. */
  private async sheet(here: string): Promise<void> {
    if ((await this.phone.page.locator('[role=dialog]:visible').count()) === 0) return;
    await this.note(here, await measure(this.phone));
    await this.phone.page.keyboard.press('Escape');
  }

  private isNew(address: string): boolean {
    const known = this.seen.has(pathOf(address));
    this.seen.add(pathOf(address));
    return !known;
  }

  /** The page that is open; one of a kind that was not measured yet is measured. */
  async look(): Promise<void> {
    await settled(this.phone);
    const address = this.phone.address();
    const path = pathOf(address);
    if (this.measured.has(path)) return this.note(address);
    this.measured.add(path);
    await this.note(address, [...(await measure(this.phone)), ...(await axeOf(this.phone))]);
  }

  private async note(address: string, faults: readonly string[] = []): Promise<void> {
    this.stops.push({ address, faults: [...faults, ...(await faultsOf(this.phone))] });
  }
}

/** It says something, and nothing grey is left. */
async function settled({ page }: Phone): Promise<void> {
  await page.waitForFunction(() => {
    const shown = [...document.querySelectorAll<HTMLElement>('.st-root')].filter((root) =>
      root.checkVisibility(),
    );
    const words = shown.map(({ innerText }) => innerText.replace(/返回|\s/g, '')).join('');
    return words.length > 4 && !shown.some((root) => root.querySelector('.st-skel'));
  });
}

async function faultsOf(phone: Phone): Promise<string[]> {
  const text = await phone.text();
  const wrong = broken.exec(text)?.[0];
  return [...(wrong ? [`says ${wrong}`] : []), ...phone.complaints.splice(0)];
}

/** What is wrong on a page at every width, each fault once. */
async function measure({ page }: Phone): Promise<string[]> {
  const elder = (await page.locator('.is-elder').filter({ visible: true }).count()) > 0;
  const faults = new Set<string>();
  for (const width of widths) {
    await page.setViewportSize({ width, height: HEIGHT });
    const sight = {
      elder,
      sideways: await page.evaluate(sideways),
      targets: await page.evaluate(targets),
      texts: await page.evaluate(texts),
    };
    for (const fault of faultsIn(sight)) faults.add(`${fault} (${width}${elder ? ', large' : ''})`);
  }
  await page.setViewportSize({ width: USUAL, height: HEIGHT });
  return [...faults];
}

async function axeOf({ page }: Phone): Promise<string[]> {
  // The pages of the app are one document: once there, it stays.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe: checker } = window as unknown as { axe: typeof Axe };
    const { violations } = await checker.run(document, {
      resultTypes: ['violations'],
      // Measured by ourselves, at every width and against stricter limits.
      rules: { 'color-contrast': { enabled: false } },
    });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  });
}
