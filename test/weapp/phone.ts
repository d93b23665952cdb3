import { tooHeavy } from './budget.js';
import { pagesOf, type Bundle } from './bundle.js';
import { Pulse } from './pulse.js';
import { Sandbox } from './sandbox.js';
import { Screen, templatesOf, type Element } from './screen.js';
import { weChat, type Device, type Navigation } from './wx.js';

type Config = Record<string, unknown>;
type Name = string | RegExp;

/** A page in the stack: what the bundle handed to Page(), and what it shows. */
interface Opened {
  readonly config: Config;
  readonly route: string;
  readonly screen: Screen;
}

const targets = ['button', 'radio', 'checkbox', 'switch', 'tab', 'link'];
const HOLD_MS = 500;
const SEE_MS = 15_000;

const fits = (name: Name, words: string | null): boolean =>
  words !== null && (typeof name === 'string' ? name === words : name.test(words));

/** A phone on which WeChat has opened the mini-program once. Closed and opened again it is a new one on the same device. */
export class WeChatPhone implements Navigation {
  /** Whatever was thrown or written to console.error. */
  readonly complaints: string[] = [];
  private readonly pulse = new Pulse((thrown) => this.complain(thrown));
  private readonly stack: Opened[] = [];
  private readonly pages = new Map<string, Config>();
  private readonly sandbox: Sandbox;
  private app: Config = {};
  private loading = '';

  constructor(
    private readonly bundle: Bundle,
    device: Device,
  ) {
    const { pulse } = this;
    const quiet = (): void => undefined;
    this.sandbox = new Sandbox(bundle, {
      wx: weChat(device, pulse, this),
      App: (config: Config) => (this.app = config),
      Page: (config: Config) => this.pages.set(this.loading, config),
      Component: quiet,
      Behavior: quiet,
      requirePlugin: quiet,
      getApp: () => this.app,
      getCurrentPages: () => this.stack.map(({ config }) => config),
      setTimeout: pulse.setTimeout,
      setInterval: pulse.setInterval,
      clearTimeout: pulse.clear,
      clearInterval: pulse.clear,
      console: {
        log: quiet,
        info: quiet,
        debug: quiet,
        warn: quiet,
        error: (...words: unknown[]) => this.complain(words),
      },
    });
  }

  /** Opens the mini-program at a page, as WeChat does from its icon or from a message. */
  async launch(url: string): Promise<this> {
    const { route, options } = addressOf(url);
    const scene = { path: route, query: options, scene: 1001, referrerInfo: {} };
    this.pulse.guard(() => {
      this.sandbox.load('app.js');
      this.run(this.app, 'onLaunch', scene);
      this.run(this.app, 'onShow', scene);
    });
    this.open(url);
    await this.pulse.rest();
    for (const name of this.sandbox.missing()) this.complain(`${name} is not defined in WeChat`);
    return this;
  }

  open(url: string): void {
    const { route, options } = addressOf(url);
    this.run(this.stack.at(-1)?.config, 'onHide');
    const screen = new Screen(templatesOf(this.bundle));
    const config: Config = {
      ...this.configOf(route),
      data: {},
      route,
      options,
      setData: (changes: Record<string, unknown>, done?: () => void) => {
        const faults = [...screen.set(changes), ...tooHeavy(screen)];
        this.complaints.push(...faults.map((sentence) => `${route}: ${sentence}`));
        this.pulse.soon(() => done?.());
      },
    };
    this.stack.push({ config, route, screen });
    this.run(config, 'onLoad', options);
    this.run(config, 'onShow');
    this.pulse.soon(() => this.run(config, 'onReady'));
  }

  replace(url: string): void {
    this.close();
    this.open(url);
  }

  start(url: string): void {
    while (this.stack.length > 0) this.close();
    this.open(url);
  }

  back(pages: number): void {
    for (let left = Math.min(pages, this.stack.length - 1); left > 0; left -= 1) this.close();
    this.run(this.stack.at(-1)?.config, 'onShow');
  }

  get route(): string {
    return this.top.route;
  }

  get screen(): Screen {
    return this.top.screen;
  }

  /** Waits for words on the page that is open. */
  async see(words: Name): Promise<void> {
    const there = (): boolean =>
      typeof words === 'string' ? this.screen.text.includes(words) : words.test(this.screen.text);
    await this.until(there, `${String(words)} is not`);
  }

  async tap(name: Name): Promise<void> {
    this.happen(await this.control(name), 'tap', {});
    await this.pulse.rest();
  }

  /** Holds a finger on it until something has been said. */
  async hold(name: Name): Promise<void> {
    const control = await this.control(name);
    this.happen(control, 'touchstart', {});
    await new Promise((resolve) => setTimeout(resolve, HOLD_MS));
    this.happen(control, 'touchend', {});
    await this.pulse.rest();
  }

  /** Writes into the field of that name. */
  async write(name: Name, value: string): Promise<void> {
    const field = (): Element | undefined =>
      this.screen.elements.find((one) => one.hears('input') && fits(name, one.attribute('aria-label')));
    await this.until(() => field() !== undefined, `no field ${String(name)}`);
    const found = field();
    if (found) this.happen(found, 'input', { value, cursor: value.length });
    await this.pulse.rest();
  }

  /** Whoever closes the mini-program stops it in the middle of whatever it does. */
  kill(): void {
    this.pulse.stop();
  }

  private get top(): Opened {
    const top = this.stack.at(-1);
    if (!top) throw new Error(`no page is open: ${this.complaints.join('\n')}`);
    return top;
  }

  private async control(name: Name): Promise<Element> {
    const find = (): Element | undefined =>
      this.screen.elements.find(
        (one) =>
          targets.includes(one.attribute('aria-role') ?? '') && fits(name, one.attribute('aria-label')),
      );
    await this.until(() => find() !== undefined, `no control ${String(name)}`);
    return find() as Element;
  }

  private async until(there: () => boolean, problem: string): Promise<void> {
    const until = Date.now() + SEE_MS;
    while (!there()) {
      if (Date.now() > until)
        throw new Error(`${problem} on ${this.route}:\n${this.screen.text}\n${this.complaints.join('\n')}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  // WeChat tells every element on the way up that listens, until one keeps the event.
  private happen(element: Element, type: string, detail: object): void {
    const { config } = this.top;
    const placeOf = ({ node }: Element): object => ({ id: node.uid ?? node.sid, dataset: { sid: node.sid } });
    for (let at: Element | null = element; at; at = at.parent) {
      if (!at.hears(type)) continue;
      const [target, currentTarget] = [placeOf(element), placeOf(at)];
      const event = {
        type,
        timeStamp: Date.now(),
        target,
        currentTarget,
        detail,
        touches: [],
        changedTouches: [],
      };
      this.run(config, 'eh', event);
      if (at.keeps(type)) return;
    }
  }

  private close(): void {
    this.run(this.stack.pop()?.config, 'onUnload');
  }

  private configOf(route: string): Config {
    if (!pagesOf(this.bundle).includes(route)) throw new Error(`app.json has no page ${route}`);
    this.loading = route;
    this.pulse.guard(() => this.sandbox.load(`${route}.js`));
    return this.pages.get(route) ?? {};
  }

  private run(config: Config | undefined, name: string, ...words: unknown[]): void {
    const method = config?.[name];
    if (typeof method === 'function') this.pulse.guard(() => void method.apply(config, words));
  }

  private complain(thrown: unknown): void {
    const words = Array.isArray(thrown) ? thrown : [thrown];
    const told = words.map((word: unknown) => (word as { stack?: string } | null)?.stack ?? String(word));
    this.complaints.push(`${this.stack.at(-1)?.route ?? 'app.js'}: ${told.join(' ')}`);
  }
}

function addressOf(url: string): { route: string; options: Record<string, string> } {
  const [path = '', query = ''] = url.split('?');
  const pairs = query.split('&').filter(Boolean);
  // WeChat hands over the values as they were written.
  const options = Object.fromEntries(pairs.map((pair) => pair.split('=') as [string, string]));
  return { route: path.replace(/^\//, ''), options };
}
