import type { NoticeView } from '@songtao/shared/api/notice.js';
import { dayOf, yearOf, type Day } from '@songtao/shared/calendar/calendar.js';
import { dayWords } from '@songtao/shared/calendar/words.js';
import { noticeKinds } from '@songtao/shared/notice/notice.js';

/** A meeting as its minutes are printed. */
export interface MinutesSheet {
  readonly villageName: string;
  readonly heldAt: string;
  readonly place: string;
  readonly roster: readonly { readonly name: string; readonly present: boolean }[];
}

const style = `@page{size:A4;margin:22mm 20mm}body{font:16pt/1.7 "Noto Serif CJK SC","SimSun",serif;color:#000;max-width:170mm;margin:0 auto}
h1{font-size:26pt;text-align:center;margin:0 0 6mm}h2{font-size:17pt;margin:6mm 0 2mm}p{margin:0 0 3mm}
table{border-collapse:collapse;width:100%;margin:4mm 0}th,td{border:1px solid #000;padding:2.5mm;text-align:center}tr{break-inside:avoid}
.lines td{height:11mm}.right{text-align:right;margin-top:10mm}`;

/** A notice to print and hang up: what a reader sees of it, and no more. */
export function noticeSheet(notice: NoticeView): string {
  const { kind, areaName, title, phones, lastDay } = notice;
  const last =
    lastDay === null
      ? []
      : [paragraph(kind === 'publicNotice' ? `看到这天：${fullDay(lastDay)}` : `到${fullDay(lastDay)}有效`)];
  const parts = kind === 'publicNotice' ? namesOf(notice) : textOf(notice);
  const calls = phones.map(({ name, phone }) => paragraph(`${name}：${phone}`));
  const posted =
    notice.posted === null
      ? []
      : [`<p class="right">${escaped(areaName)}<br>${fullDay(dayOf(notice.posted))}</p>`];
  return page(`${areaName}${noticeKinds[kind].title}`, [
    heading(title),
    ...parts,
    ...last,
    ...(calls.length > 0 ? [heading('打电话问')] : []),
    ...calls,
    ...posted,
  ]);
}

/** The minutes to print and sign: who was called, who came, and room to write and to sign. */
export function minutesSheet({ villageName, heldAt, place, roster }: MinutesSheet): string {
  const came = roster.filter(({ present }) => present).length;
  const rows = roster.map(({ name, present }) => [name, present ? '到' : '没到', '']);
  return page(`${villageName}民主评议会议记录`, [
    paragraph(`时间：${fullDay(dayOf(heldAt))}`),
    paragraph(`地点：${place}`),
    paragraph(`应到${roster.length}人，实到${came}人。`),
    heading('评议了哪几户'),
    table(
      ['户主', '同意', '不同意', '弃权', '回避的人'],
      Array.from({ length: 6 }, () => ['', '', '', '', '']),
      'lines',
    ),
    heading('到会人签名'),
    table(['姓名', '到会', '签名或手印'], rows, 'lines'),
    `<p class="right">主持人：＿＿＿＿＿＿　记录人：＿＿＿＿＿＿</p>`,
  ]);
}

function namesOf({ items, fullDays }: NoticeView): string[] {
  return [
    paragraph('这几户申请了帮扶。村里看过，大家评过，现在贴出来，请大家看。'),
    table(
      ['户主', '组', '类别'],
      items.map(({ name, group, class: generalClass }) => [name, `${group}组`, generalClass]),
    ),
    paragraph(`贴满${fullDays ?? ''}个整天，贴出当天不算。`),
    paragraph('1. 这几户，合适吗？　2. 有没有人家漏了？　3. 名字和组，写对了吗？'),
    paragraph('没意见，不用说。有意见，可以直接跟镇里说，都有回话。'),
  ];
}

function textOf({ officialTitle, plain, body, steps, contact, document }: NoticeView): string[] {
  const lines = (text: string): string[] =>
    text
      .split('\n')
      .filter((line) => line !== '')
      .map(paragraph);
  return [
    ...lines(plain),
    ...(steps.length > 0 ? [heading('怎么办')] : []),
    ...steps.map(({ title, text }, at) => paragraph(`${at + 1}. ${title}　${text}`)),
    ...(contact
      ? [
          heading('不清楚，问这个人'),
          paragraph(`${contact.name}（${contact.role}）${contact.phone}　${contact.hours}`),
        ]
      : []),
    ...(officialTitle || body ? [heading(officialTitle || '原文'), ...lines(body)] : []),
    ...(document ? [paragraph(`${document.name}　${document.number}　${document.issuer}`)] : []),
  ];
}

const fullDay = (day: Day): string => `${yearOf(day)}年${dayWords(day)}`;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (found) => entities[found] ?? '');

const paragraph = (text: string): string => `<p>${escaped(text)}</p>`;

const heading = (text: string): string => `<h2>${escaped(text)}</h2>`;

function table(head: readonly string[], rows: readonly (readonly string[])[], kind = ''): string {
  const cells = (tag: 'th' | 'td', row: readonly string[]): string =>
    `<tr>${row.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('')}</tr>`;
  return `<table class="${kind}"><thead>${cells('th', head)}</thead><tbody>${rows.map((row) => cells('td', row)).join('')}</tbody></table>`;
}

function page(title: string, parts: readonly string[]): string {
  const top = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>${style}</style>`;
  return `<!doctype html><html lang="zh-CN"><head>${top}</head><body><h1>${escaped(title)}</h1>${parts.join('\n')}</body></html>`;
}
