import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import type { Persona } from '@songtao/shared/api/session.js';
import { scribble } from '../../server/src/demo/sample.files.js';

type Name = string | RegExp;

const targets = ['button', 'radio', 'checkbox', 'switch', 'tab', 'link'] as const;
// Only what never comes waits so long: machines that run the tests are often busy with other things.
const WAIT_MS = 30_000;

/** One window of 375 x 812 in which one person reads and taps; nobody else's storage reaches it. */
export class Phone {
  /** Taps and recordings so far. */
  readonly did = { taps: 0, recordings: 0 };
  /** What the page complained about. */
  readonly complaints: string[] = [];
  private opened = 0;

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly url: string,
  ) {
    page.on('pageerror', (error) => this.complaints.push(`${page.url()}: ${error.stack ?? error.message}`));
    page.on('console', (message) => {
      const { url } = message.location();
      // 看到了 is said by whoever opens a case, and the server alone knows for whom it counts.
      if (message.type() === 'error' && !url.endsWith('/actions/seen'))
        this.complaints.push(`${page.url()}: ${message.text()} ${url}`);
    });
  }

  static async open(browser: Browser, url: string, more: BrowserContextOptions = {}): Promise<Phone> {
    const context = await browser.newContext({
      viewport: { width: 375, height: 812 },
      hasTouch: true,
      isMobile: true,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      permissions: ['microphone'],
      reducedMotion: 'reduce',
      ...more,
    });
    context.setDefaultTimeout(WAIT_MS);
    // A dialled number makes Chromium ask for a program, and while it asks no tap is heard.
    await context.addInitScript(() => {
      const { navigation } = window as unknown as { navigation: EventTarget };
      navigation.addEventListener('navigate', (event) => {
        const { destination } = event as Event & { destination: { url: string } };
        if (destination.url.startsWith('tel:')) event.preventDefault();
      });
    });
    const phone = new Phone(context, await context.newPage(), url);
    await phone.page.goto(url);
    return phone;
  }

  /** Chooses whom to be, as a stranger does. */
  async be(persona: Persona): Promise<void> {
    await this.until(this.page.getByTestId(persona).click());
    await this.until(this.page.getByTestId(persona).waitFor({ state: 'hidden' }));
  }

  /** A thing that can be tapped, by the name that a screen reader says. */
  control(name: Name): Locator {
    const [first, ...others] = targets.map((role) => this.page.getByRole(role, { name, exact: true }));
    if (!first) throw new Error('no roles');
    return others.reduce((all, each) => all.or(each), first).filter({ visible: true });
  }

  /** What lies on top is last: a sheet comes after the page that it covers. */
  async tap(name: Name): Promise<void> {
    await this.until(this.control(name).last().click());
    this.did.taps += 1;
  }

  /** Taps everything of that name, as in a list of questions. */
  async tapEach(name: Name): Promise<void> {
    await this.until(this.control(name).first().waitFor());
    for (const one of await this.control(name).all()) await this.until(one.click());
  }

  /** Taps again and again until the words stand there. */
  async tapUntil(name: Name, words: Name): Promise<void> {
    while (!(await this.words(words).first().isVisible())) await this.tap(name);
  }

  /** Holds the big microphone until so many seconds are heard. */
  async hold(name: Name, seconds: number): Promise<void> {
    await this.until(this.control(name).hover());
    await this.page.mouse.down();
    await this.see(`0:0${seconds}`);
    await this.page.mouse.up();
    this.did.recordings += 1;
  }

  /** Writes a name with a finger. */
  async sign(): Promise<void> {
    const pad = this.page.locator('#st-signature').filter({ visible: true });
    await this.until(pad.hover({ position: { x: 40, y: 60 } }));
    const box = await pad.boundingBox();
    if (!box) throw new Error('nowhere to sign');
    await this.page.mouse.down();
    await this.page.mouse.move(box.x + 160, box.y + 30, { steps: 5 });
    await this.page.mouse.up();
  }

  /** Taps what asks for a photo and hands one over. */
  async photograph(name: Name): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.tap(name);
    const file = { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(await scribble()) };
    await (await chooser).setFiles(file);
  }

  /** Writes into the field of that name. */
  async write(name: Name, words: string): Promise<void> {
    await this.until(this.page.getByLabel(name).filter({ visible: true }).first().fill(words));
  }

  /** Waits for words, wherever on the page that is open. */
  async see(words: Name): Promise<void> {
    await this.until(this.words(words).first().waitFor());
  }

  words(words: Name): Locator {
    return this.page.getByText(words).filter({ visible: true });
  }

  async gone(words: Name): Promise<void> {
    await this.until(this.words(words).first().waitFor({ state: 'hidden' }));
  }

  /** Everything that can be read on the page that is open. */
  async text(): Promise<string> {
    return (await this.page.locator('.st-root').filter({ visible: true }).allInnerTexts()).join('\n');
  }

  /** Turns to 大字版 where the settings of this person are. */
  async chooseElder(): Promise<void> {
    const staff = this.address().startsWith('/staff');
    await this.goTo(staff ? '/staff/me/index' : '/pages/me/index');
    await this.tap(/^大字版/);
    await this.until(this.page.locator('.is-elder').filter({ visible: true }).first().waitFor());
  }

  /** The page that is open and what it is about, as a link names it. */
  address(): string {
    return new URL(this.page.url()).hash.slice(1);
  }

  /** Opens a page as a link in a message does: the app begins with it. */
  async goTo(path: string): Promise<void> {
    await this.page.goto(`${this.url}?${(this.opened += 1)}#${path}`);
  }

  /** As somebody does who looks again later. */
  async reload(): Promise<void> {
    await this.page.reload();
  }

  /** Waits until nothing is under way: what a page fetches for later has come, too. */
  async rest(): Promise<void> {
    await this.page.waitForFunction(() => {
      const arrivals = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
      return performance.now() - Math.max(0, ...arrivals.map(({ responseEnd }) => responseEnd)) > 1_000;
    });
  }

  async back(): Promise<void> {
    await this.page.goBack();
  }

  // What somebody would see who stood behind: a name that never came says little by itself.
  private async until<T>(work: Promise<T>): Promise<T> {
    return work.catch(async (error: Error) => {
      const text = await this.text().catch(() => '');
      throw new Error(`${error.message}\nOn ${this.page.url()}:\n${text}\n${this.complaints.join('\n')}`);
    });
  }

  close(): Promise<void> {
    return this.context.close();
  }
}
