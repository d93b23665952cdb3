import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { builtBundle, bundleOf } from './bundle.js';
import { gatesOn, type Declared } from './gates.js';
import { isYounger, membersSince } from './library.js';

const machine = resolve(import.meta.dirname, '../..');
const read = (path: string): unknown => JSON.parse(readFileSync(resolve(machine, path), 'utf8'));
const declared = read('miniapp/declared.json') as Declared;
const gates = gatesOn(machine, declared);
// A bundle that takes nothing declares nothing.
const plainGates = gatesOn(machine, { minLibVersion: declared.minLibVersion, privacy: [] });
const bundle = builtBundle();

const app = {
  pages: ['pages/a'],
  subPackages: [{ root: 'staff', pages: ['b'] }],
  tabBar: { list: [{ pagePath: 'pages/a', iconPath: 'on.png', selectedIconPath: 'off.png' }] },
  lazyCodeLoading: 'requiredComponents',
};
const aria = ['role', 'label', 'live', 'hidden'].map((name) => `aria-${name}="{{i.p0}}"`).join(' ');
const sound: Readonly<Record<string, string>> = {
  'app.json': JSON.stringify(app),
  'app.js': 'App({})',
  'base.wxml': `<template name="tmpl_0_0"><view ${aria}/></template>`,
  ...Object.fromEntries(
    ['pages/a', 'staff/b'].flatMap((page) => ['js', 'json', 'wxml'].map((end) => [`${page}.${end}`, ''])),
  ),
  'app.wxss': '.is-press { opacity: 0.8 }',
  'on.png': '',
  'off.png': '',
};
const without = (name: string): Record<string, string> =>
  Object.fromEntries(Object.entries(sound).filter(([path]) => path !== name));
const withApp = (more: object): Record<string, string> => ({
  ...sound,
  'app.json': JSON.stringify({ ...app, ...more }),
});
const big = (bytes: number): string => ' '.repeat(bytes);

const planted: readonly (readonly [gate: string, what: string, files: Record<string, string>])[] = [
  ['sizes', 'a main package that is too big', { ...sound, 'vendors.js': big(1_300_000) }],
  ['sizes', 'a sub-package that is too big', { ...sound, 'staff/vendors.js': big(2_200_000) }],
  ['pages', 'a page that is not there', without('staff/b.wxml')],
  ['tabs', 'a tab without its icon', without('off.png')],
  ['tabs', 'a tab in a sub-package', withApp({ pages: [] })],
  [
    'voices',
    'templates that announce nothing',
    { ...sound, 'base.wxml': sound['base.wxml']?.replace('aria-live', 'live') ?? '' },
  ],
  ['pressed', ':active', { ...sound, 'app.wxss': '.st-btn:active { opacity: 0.8 }' }],
  ['privacy', 'a private interface that is not named', { ...sound, 'app.js': 'wx.getLocation({})' }],
  ['privacy', 'a private interface that nobody uses', withApp({ requiredPrivateInfos: ['getLocation'] })],
  ['console', 'a microphone that is not declared', { ...sound, 'app.js': 'wx.getRecorderManager().start()' }],
  ['console', 'a telephone number, too', { ...sound, 'pages/a.js': 'h(B,{openType:"getPhoneNumber"})' }],
  ['library', 'a call that old phones lack', { ...sound, 'app.js': 'wx.getPrivacySetting({})' }],
  ['lazy', 'code that is all loaded at once', withApp({ lazyCodeLoading: undefined })],
  ['traces', 'a source map', { ...sound, 'app.js.map': '{}' }],
  ['traces', 'the way to a source map', { ...sound, 'app.js': '//# sourceMappingURL=app.js.map' }],
  ['traces', 'the folder of the builder', { ...sound, 'app.js': `"${machine}/miniapp"` }],
  ['syntax', 'what an old phone cannot read', { ...sound, 'pages/a.js': 'var a = b ?? {...c}' }],
  ['syntax', 'async functions', { ...sound, 'pages/a.js': 'async function a() {}' }],
];

describe('the bundle for WeChat', () => {
  it.each(Object.keys(gates))('passes the gate %s', (name) => {
    expect(gates[name]?.(bundle)).toEqual([]);
  });
});

describe('the gates', () => {
  it.each(Object.keys(gates))('%s has nothing against a sound bundle', (name) => {
    expect(plainGates[name]?.(bundleOf(sound))).toEqual([]);
  });

  it.each(planted)('%s finds %s', (name, _, files) => {
    expect(plainGates[name]?.(bundleOf(files))).toHaveLength(1);
  });

  it('are each shown to find something', () => {
    expect(new Set(planted.map(([name]) => name))).toEqual(new Set(Object.keys(gates)));
  });
});

describe('what is declared outside the code', () => {
  it('is data that the bundle takes, and nothing else', () => {
    const nothing = plainGates.console?.(bundle) ?? [];
    expect(nothing).toHaveLength(declared.privacy.length);
    const more = { ...declared, privacy: [...declared.privacy, { type: '位置', purpose: '' }] };
    expect(gatesOn(machine, more).console?.(bundle)).toHaveLength(2);
  });

  it('is a base library that the tools build against, and one that has all that we call', () => {
    const { libVersion } = read('project.config.json') as { libVersion: string };
    expect(isYounger(declared.minLibVersion, libVersion)).toBe(false);
    const old = gatesOn(machine, { ...declared, minLibVersion: '2.10.0' })
      .library?.(bundle)
      .join();
    expect(old).toMatch(/getWindowInfo is there since 2.20.1 only.*playbackRate is there since 2.11.0 only/);
  });

  it('is compared as versions are', () => {
    expect(isYounger('2.20.1', '2.9.9')).toBe(true);
    expect(isYounger('2.20.1', '2.20.1')).toBe(false);
    expect(isYounger('3.0', '2.99.9')).toBe(true);
    expect(isYounger('2.3.0', '2.23.4')).toBe(false);
  });

  it('is known for what we use', () => {
    const since = membersSince();
    expect(since.get('getAppBaseInfo')).toBe('2.20.1');
    expect(since.get('chooseMedia')).toBe('2.10.0');
    expect(since.get('playbackRate')).toBe('2.11.0');
  });
});
