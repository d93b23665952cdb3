import { posix } from 'node:path';
import { createContext, Script, type Context } from 'node:vm';
import { textOf, type Bundle } from './bundle.js';

/** What V8 gives but not every phone has. */
const absent = [
  'Atomics',
  'BigInt',
  'BigInt64Array',
  'BigUint64Array',
  'FinalizationRegistry',
  'Intl',
  'SharedArrayBuffer',
  'WeakRef',
  'WebAssembly',
  'console',
  'eval',
];

/** Runs inside: takes away what phones lack, forbids code made of text, and tells which unknown names are asked for. */
const prelude = `(function (absent, asked) {
  absent.forEach(function (name) { delete globalThis[name]; });
  var Made = Function;
  var only = function (words) {
    if (words.length !== 1 || words[0] !== 'return this') throw new EvalError('WeChat makes no code from text');
    return function () { return globalThis; };
  };
  globalThis.Function = new Proxy(Made, {
    apply: function (_, self, words) { return only(words); },
    construct: function (_, words) { return only(words); },
  });
  var above = Object.getPrototypeOf(globalThis);
  Object.setPrototypeOf(globalThis, new Proxy(above, {
    has: function (target, name) {
      var there = Reflect.has(target, name);
      if (!there && typeof name === 'string') asked(name);
      return there;
    },
  }));
})`;

type Loaded = (require: (path: string) => unknown, module: { exports: unknown }, exports: unknown) => void;

// Compiled once, run on many phones.
const compiled = new WeakMap<Bundle, Map<string, Script>>();

function scriptOf(bundle: Bundle, path: string): Script {
  const known = compiled.get(bundle) ?? new Map<string, Script>();
  compiled.set(bundle, known);
  if (!bundle.has(path)) throw new Error(`no file ${path}`);
  const script =
    known.get(path) ??
    new Script(`(function (require, module, exports) {${textOf(bundle, path)}\n})`, { filename: path });
  known.set(path, script);
  return script;
}

// typeof window, and "Deno" in globalThis.
const looks = /typeof ([A-Za-z_$][\w$]*)|["']([A-Za-z_$][\w$]*)["']\s?in globalThis/g;

/** Names whose presence the code looks into before using them. */
function guarded(bundle: Bundle): Set<string> {
  const names = new Set<string>();
  for (const path of bundle.keys()) {
    if (!path.endsWith('.js')) continue;
    for (const [, name, member = ''] of textOf(bundle, path).matchAll(looks)) names.add(name ?? member);
  }
  return names;
}

/** JavaScript as WeChat runs it: the built-ins of the language, what WeChat gives, and nothing else. */
export class Sandbox {
  private readonly context: Context;
  private readonly modules = new Map<string, { exports: unknown }>();
  private readonly asked = new Set<string>();

  constructor(
    private readonly bundle: Bundle,
    given: Readonly<Record<string, unknown>>,
  ) {
    this.context = createContext({ ...given });
    const prepare = new Script(prelude).runInContext(this.context) as (
      names: readonly string[],
      asked: (name: string) => void,
    ) => void;
    const kept = absent.filter((name) => !(name in given));
    prepare(kept, (name) => this.asked.add(name));
  }

  /** Loads a file and what it requires, each once. */
  load(path: string): unknown {
    const known = this.modules.get(path);
    if (known) return known.exports;
    const module = { exports: {} };
    this.modules.set(path, module);
    const run = scriptOf(this.bundle, path).runInContext(this.context) as Loaded;
    const near = (name: string): unknown => {
      const file = posix.join(posix.dirname(path), name);
      return this.load(file.endsWith('.js') ? file : `${file}.js`);
    };
    run(near, module, module.exports);
    return module.exports;
  }

  /** Globals that the code wanted, does not have, and never looked out for. */
  missing(): string[] {
    if (this.asked.size === 0) return [];
    const known = guarded(this.bundle);
    return [...this.asked].filter((name) => !known.has(name));
  }
}
