import { describe, expect, it } from '@jest/globals';
import { overBudget } from './budget.js';
import { bundleOf } from './bundle.js';
import { WeChatPhone } from './phone.js';

const shown = '{"root.cn":[{"nn":"0","sid":"_1","cn":[{"nn":"8","sid":"_2","v":"有人在"}]}]}';
const templates = `<template name="tmpl_0_0"><view bindtap="eh" aria-role="{{i.p1}}" aria-label="{{i.p0}}"/></template>
<template name="tmpl_0_8"><block>{{i.v}}</block></template>`;

/** A mini-program of one page that does this when it is loaded. */
async function opened(onLoad: string, app = ''): Promise<WeChatPhone> {
  const files = {
    'app.json': JSON.stringify({ pages: ['pages/a'] }),
    'app.js': `App({}); ${app}`,
    'pages/a.js': `Page({ onLoad: function () { this.setData(${shown}); ${onLoad} } })`,
    'base.wxml': templates,
  };
  const phone = new WeChatPhone(bundleOf(files), {
    storage: new Map(),
    files: new Map(),
    writes: () => true,
    room: { storage: 10_000_000, files: 200_000_000 },
    heard: [],
    server: 'http://127.0.0.1:9',
    login: () => 'code',
    tape: { bytes: new Uint8Array(1), duration: 1_000 },
  });
  await phone.launch('/pages/a');
  phone.kill();
  return phone;
}

const tree = (nodes: string): string => `this.setData({ "root.cn": ${nodes} });`;
const many = (count: number): string =>
  `Array.apply(null, Array(${count})).map(function (_, i) { return { nn: "0", sid: "n" + i }; })`;
const deep = (levels: number): string =>
  '{"nn":"0","sid":"d","cn":['.repeat(levels) + '{"nn":"0","sid":"e"}' + ']}'.repeat(levels);
const words = (bytes: number): string => `this.setData({ words: Array(${bytes}).join("x") });`;

const faults: readonly (readonly [what: string, onLoad: string, complaint: RegExp, app?: string])[] = [
  ['a page that throws', 'throw new Error("broken")', /broken/],
  ['a page that throws later', 'setTimeout(function () { throw new Error("broken") })', /broken/],
  ['an app that throws', '', /broken/, 'throw new Error("broken")'],
  ['what is written to console.error', 'console.error("broken")', /broken/],
  ['a global that WeChat lacks', 'fetch("x")', /fetch is not defined/],
  [
    'one whose lack was hushed up',
    'try { new AbortController() } catch (e) {}',
    /AbortController is not defined/,
  ],
  ['a number that old phones lack', 'BigInt("1")', /BigInt is not defined/],
  ['code made of text', 'new Function("a", "return a")', /no code from text/],
  ['a file that is not there', '', /no file missing.js/, 'require("./missing")'],
  ['one setData that is too big, however late', `setTimeout(() => { ${words(263_000)} })`, /a setData has/],
  [
    'eleven requests at once',
    'for (var i = 0; i < 11; i += 1) wx.request({ url: "http://a/b" });',
    /11 requests at once/,
  ],
  ['a value that is no value', 'this.setData({ "root.x": undefined })', /root.x to undefined/],
];

const heavy: readonly (readonly [what: string, onLoad: string, complaint: RegExp])[] = [
  ['too much at the opening', words(66_000), /first screen takes/],
  ['too many nodes', tree(`[{ nn: "0", sid: "r", cn: ${many(1_000)} }]`), /1001 nodes/],
  ['too many children', tree(`[{ nn: "0", sid: "r", cn: ${many(61)} }]`), /61 children/],
  ['too deep a tree', tree(`[${deep(30)}]`), /31 deep/],
  ['an empty page', tree('[]'), /nothing is shown/],
  ['a node that no template draws', tree('[{ nn: "99", sid: "r" }]'), /no template draws 99/],
];

describe('the phone of these tests', () => {
  it('has nothing against a page that is sound', async () => {
    const phone = await opened('typeof fetch; typeof window; new Function("return this")()');
    expect(phone.screen.text).toBe('有人在');
    expect(phone.complaints).toEqual([]);
    expect(overBudget(phone.screen)).toEqual([]);
  });

  it.each(faults)('complains about %s', async (...[, onLoad, complaint, app]) => {
    const { complaints } = await opened(onLoad, app);
    expect(complaints.join('\n')).toMatch(complaint);
  });

  it.each(heavy)('weighs %s', async (_, onLoad, complaint) => {
    const { screen } = await opened(onLoad);
    expect(overBudget(screen).join('\n')).toMatch(complaint);
  });
});
