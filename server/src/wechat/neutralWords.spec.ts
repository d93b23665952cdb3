import { describe, expect, it } from '@jest/globals';
import { shortMessages } from '../sms/sms.templates.js';
import { cardPage, cards, composeCard, consoleTemplates, type CardKind } from './templates.js';

const kinds = Object.keys(cards) as CardKind[];
const at = new Date('2026-11-23T07:01:00Z');

/** Every text that a stranger could read on the phone of the person who gets the card. */
const texts = [
  ...Object.values(cards).map(({ words }) => words),
  ...Object.values(consoleTemplates).flatMap(({ title, fields }) => [title, ...Object.values(fields)]),
  ...Object.values(shortMessages),
];

const telling: Record<string, RegExp> = {
  'hardship or help': /难|贫|困|穷|低保|特困|救助|帮扶|帮助|监测|返贫|兜底|补助|补贴|资金|钱|元|收入/u,
  'illness or disability': /病|残|医|伤|癌|住院|死亡|去世|丧/u,
  'family and misfortune': /家庭|户|孤|寡|离婚|辍学|上学|失业|事故|火灾|水灾|塌|危房/u,
  'steps of the procedure': /评议|公示|核查|核对|异议|投诉|举报|反映|申请|上报|授权|家访|走访/u,
  'a place': /[村镇乡组屯县区市](?!里)|社区|路|号/u,
  'a person': /姓|名|先生|女士|大[爷娘妈]|叔|婶|[某XＸ×*]{1,}/u,
  'a number of a person or case': /\d{2,}/u,
};

describe('words that lie on a lock screen', () => {
  it.each(texts)('%s tells nothing about anybody', (text) => {
    const told = Object.entries(telling).filter(([, pattern]) => pattern.test(text));
    expect(told.map(([what]) => what)).toEqual([]);
  });

  it.each(kinds)('%s takes nothing in but a count', (kind) => {
    expect(cards[kind].words.replace('{count}', '')).toMatch(/^[\p{Script=Han}，]+$/u);
  });

  it.each(Object.values(shortMessages))(
    '%s takes nothing in but a count, and is one paid message',
    (words) => {
      expect(words.match(/\{\d\}/gu)).toEqual(['{1}']);
      // With the signature in its brackets: 70 characters are one message.
      expect([...words].length).toBeLessThanOrEqual(55);
    },
  );

  it.each(kinds)('%s fits its fields with any count', (kind) => {
    for (const count of [-1, 0, 1, 7.9, 99, 100_000]) {
      const data = composeCard(kind, { count, at });
      expect([...(data.thing1?.value ?? '')].length).toBeLessThanOrEqual(20);
      expect(data.time2).toEqual({ value: '2026年11月23日 15:01' });
    }
  });

  it('fills exactly the fields that the console template of its audience has', () => {
    for (const kind of kinds) {
      const { fields } = consoleTemplates[cards[kind].to];
      expect(Object.keys(composeCard(kind, { count: 1, at }))).toEqual(Object.keys(fields));
    }
  });

  it('would catch a template that says too much', () => {
    const leaks = ['王某家庭困难已受理', '八楞村有1户待核查', '低保申请有进展', '请联系13800138000'];
    for (const leak of leaks) {
      expect(Object.values(telling).some((pattern) => pattern.test(leak))).toBe(true);
    }
  });
});

describe('the page behind a card', () => {
  it('carries a record id and nothing else', () => {
    const id = '0193a1b2-0000-7000-8000-00000000000a';
    expect(cardPage('staff/index', id)).toBe(`staff/index?id=${id}`);
    expect(cardPage('pages/messages/index')).toBe('pages/messages/index');
    expect(() => cardPage('pages/case/detail', '张三')).toThrow(RangeError);
    expect(() => cardPage('pages/case/detail', '452725196001011234')).toThrow(RangeError);
    expect(() => cardPage('pages/case?name=a')).toThrow(RangeError);
  });
});
