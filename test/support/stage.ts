import { jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { Persona } from '@songtao/shared/api/session.js';
import { addMinutes } from '@songtao/shared/calendar/calendar.js';
import { NoticesSeed } from '../../server/src/demo/notices.seed.js';
import { Clock } from '../../server/src/platform/clock.js';
import { specDatabases } from '../../server/src/platform/spec.databases.js';
import { Story } from '../api/story.js';
import { openBrowser } from './browser.js';
import { Phone } from './phone.js';
import { plantedTown } from './planted.js';
import { Town } from './town.js';

// Longer than one wait for words, so that what is said is which words never came.
jest.setTimeout(120_000);

/** What the town holds besides its people and households: notices, or cases as well. */
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

  static open(plot?: Plot): Promise<Stage> {
    return Stage.under({}, plot);
  }

  /** As `open`, with other settings than the demo's. */
  static async under(settings: Readonly<Record<string, string>>, plot?: Plot): Promise<Stage> {
    const env = { H5_DIR: process.env.H5_DIR ?? '', ...settings };
    const opened = plot === 'cases' ? plantedTown({ env }) : Town.open(embedded, { env });
    const [town, browser] = await Promise.all([opened, openBrowser()]);
    moveWith(town);
    if (plot === 'notices') await town.get(NoticesSeed).plant();
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
