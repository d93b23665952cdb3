import { jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { Persona } from '@songtao/shared/api/session.js';
import { addMinutes } from '@songtao/shared/calendar/calendar.js';
import { CasesSeed } from '../../server/src/demo/cases.seed.js';
import { NoticesSeed } from '../../server/src/demo/notices.seed.js';
import { Clock } from '../../server/src/platform/clock.js';
import { specDatabases } from '../../server/src/platform/spec.databases.js';
import { Story } from '../api/story.js';
import { openBrowser } from './browser.js';
import { Phone } from './phone.js';
import { Town } from './town.js';

// Longer than one wait for words, so that what is said is which words never came.
jest.setTimeout(120_000);

/** What the town holds besides its people and households. */
type Plot = 'notices' | 'cases';

const [[, embedded]] = specDatabases as [(typeof specDatabases)[number]];

/** The real pages before the real server: every person of a story in a window of their own. */
export class Stage {
  private constructor(
    readonly town: Town,
    readonly story: Story,
    private readonly browser: Browser,
  ) {}

  private readonly phones = new Map<Persona, Phone>();

  static open(...plots: readonly Plot[]): Promise<Stage> {
    return Stage.under({}, ...plots);
  }

  /** As `open`, with other settings than the demo's. */
  static async under(settings: Readonly<Record<string, string>>, ...plots: readonly Plot[]): Promise<Stage> {
    const env = { H5_DIR: process.env.H5_DIR ?? '', ...settings };
    const [town, browser] = await Promise.all([Town.open(embedded, { env }), openBrowser()]);
    moveWith(town);
    if (plots.includes('cases')) await town.get(CasesSeed).plant(town.homes, () => undefined);
    if (plots.includes('notices')) await town.get(NoticesSeed).plant();
    return new Stage(town, new Story(town), browser);
  }

  /** A window on the chooser. */
  window(): Promise<Phone> {
    return Phone.open(this.browser, `${this.town.url}/`);
  }

  /** The window of that person, opened at the first call. */
  async as(persona: Persona): Promise<Phone> {
    const known = this.phones.get(persona);
    if (known) return known;
    const phone = await this.window();
    await phone.be(persona);
    this.phones.set(persona, phone);
    return phone;
  }

  /** What any window complained about. */
  complaints(): string[] {
    return [...this.phones.values()].flatMap(({ complaints }) => complaints);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.town.close();
  }
}

// The town's clock stands where the test puts it; the demo's moving day moves that one.
function moveWith(town: Town): void {
  Object.assign(town.get(Clock), {
    moveOn: (minutes: number): void => town.at(addMinutes(town.now, minutes)),
  });
}
