import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { builtBundle, bundleOf } from './bundle.js';
import { gatesOn } from './gates.js';

const machine = resolve(import.meta.dirname, '../..');
const gates = gatesOn(machine);
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
    expect(gates[name]?.(bundleOf(sound))).toEqual([]);
  });

  it.each(planted)('%s finds %s', (name, _, files) => {
    expect(gates[name]?.(bundleOf(files))).toHaveLength(1);
  });

  it('are each shown to find something', () => {
    expect(new Set(planted.map(([name]) => name))).toEqual(new Set(Object.keys(gates)));
  });
});
