import { textOf, type Bundle } from './bundle.js';

interface Template {
  readonly tag: string;
  readonly attributes: ReadonlyMap<string, string>;
}

/** How base.wxml draws a node of each kind; what it does not name never reaches the screen. */
export type Templates = ReadonlyMap<string, Template>;

export function templatesOf(bundle: Bundle): Templates {
  const found = textOf(bundle, 'base.wxml').matchAll(/<template name="tmpl_0_(\w+)">\s*<([\w-]+)([^>]*)>/g);
  return new Map(
    [...found].map(([, name = '', tag = '', words = '']) => {
      const pairs = [...words.matchAll(/([\w:-]+)="([^"]*)"/g)];
      return [name, { tag, attributes: new Map(pairs.map(([, key = '', value = '']) => [key, value])) }];
    }),
  );
}

interface Node {
  readonly nn: string;
  readonly sid: string;
  readonly uid?: string;
  readonly v?: string;
  readonly cn?: readonly Node[];
  readonly [prop: string]: unknown;
}

type Data = Record<string, unknown>;

/** One element as WeChat draws it. */
export class Element {
  constructor(
    readonly node: Node,
    private readonly templates: Templates,
    readonly parent: Element | null,
  ) {}

  get children(): Element[] {
    return (this.node.cn ?? []).map((node) => new Element(node, this.templates, this));
  }

  /** Itself and everything within. */
  all(): Element[] {
    return [this, ...this.children.flatMap((child) => child.all())];
  }

  get text(): string {
    return (this.node.v ?? '') + this.children.map((child) => child.text).join('');
  }

  /** An input stands under two names: with the keyboard open and without. */
  get template(): Template | undefined {
    const { nn } = this.node;
    return this.templates.get(`${nn}_blur`) ?? this.templates.get(nn);
  }

  attribute(name: string): string | null {
    const prop = /i\.(\w+)/.exec(this.template?.attributes.get(name) ?? '')?.[1];
    const value = prop === undefined ? undefined : this.node[prop];
    return typeof value === 'string' ? value : null;
  }

  hears(event: string): boolean {
    return this.template?.attributes.get(`bind${event}`) === 'eh' || this.keeps(event);
  }

  /** Whether the event goes no further than here. */
  keeps(event: string): boolean {
    return this.template?.attributes.get(`catch${event}`) === 'eh';
  }

  get depth(): number {
    return 1 + Math.max(0, ...this.children.map((child) => child.depth));
  }
}

/** What one page shows: the sum of all that was handed to setData. */
export class Screen {
  private readonly data: Data = {};
  /** Size of each setData in bytes, as it travels to the view. */
  readonly payloads: number[] = [];

  constructor(private readonly templates: Templates) {}

  /** Complains about a value that WeChat would refuse. */
  set(changes: Data): string[] {
    const text = JSON.stringify(changes);
    this.payloads.push(Buffer.byteLength(text));
    for (const [path, value] of Object.entries(JSON.parse(text) as Data)) this.put(path, value);
    return Object.keys(changes)
      .filter((path) => changes[path] === undefined)
      .map((path) => `setData sets ${path} to undefined`);
  }

  get elements(): Element[] {
    return this.roots().flatMap((root) => root.all());
  }

  /** Everything that can be read. */
  get text(): string {
    return this.roots()
      .map((root) => root.text)
      .join('');
  }

  get depth(): number {
    return Math.max(0, ...this.roots().map((root) => root.depth));
  }

  private roots(): Element[] {
    const { cn = [] } = (this.data.root ?? {}) as { cn?: readonly Node[] };
    return cn.map((node) => new Element(node, this.templates, null));
  }

  // root.cn.[0].cl and root.cn[0].cl are the same place.
  private put(path: string, value: unknown): void {
    const steps = path.replaceAll('[', '.').replaceAll(']', '').split('.').filter(Boolean);
    const last = steps.pop() ?? '';
    let place = this.data;
    for (const step of steps) place = (place[step] ??= {}) as Data;
    place[last] = value;
  }
}
