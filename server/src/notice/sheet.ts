import { dayOf, yearOf } from '@songtao/shared/calendar/calendar.js';
import { dayWords } from '@songtao/shared/calendar/words.js';

/** A meeting as its minutes are printed. */
export interface MinutesSheet {
  readonly villageName: string;
  readonly heldAt: string;
  readonly place: string;
  readonly roster: readonly { readonly name: string; readonly present: boolean }[];
}

/** The minutes to print and sign: who was called, who came, and room to write and to sign. */
export function minutesSheet({ villageName, heldAt, place, roster }: MinutesSheet): string {
  const day = dayOf(heldAt);
  const came = roster.filter(({ present }) => present).length;
  return page(`${villageName}民主评议会议记录`, [
    `<p>时间：${yearOf(day)}年${dayWords(day)}　地点：${escaped(place)}</p>`,
    `<p>应到${roster.length}人，实到${came}人</p>`,
  ]);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (found) => entities[found] ?? '');
}

function page(title: string, parts: readonly string[]): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${escaped(title)}</title></head><body><h1>${escaped(title)}</h1>${parts.join('')}</body></html>`;
}
