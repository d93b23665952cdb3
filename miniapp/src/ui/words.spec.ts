import { describe, expect, it } from '@jest/globals';
import { plainWords, splitPhrases } from './words';

describe('splitPhrases', () => {
  it('keeps pieces that were cut by hand', () => {
    expect(splitPhrases(['村里已经来看过，', '', '11月25日 周三'])).toEqual([
      '村里已经来看过，',
      '11月25日 周三',
    ]);
    expect(splitPhrases('房子漏了|坏了')).toEqual(['房子漏了', '坏了']);
  });

  it('breaks after punctuation, which stays with its phrase', () => {
    expect(splitPhrases('您同意了，才查收入存款。')).toEqual(['您同意了，', '才查收入存款。']);
  });

  it('breaks at a space, which stays a space', () => {
    expect(splitPhrases('柏树村 准备帮3户')).toEqual(['柏树村', ' ', '准备帮3户']);
    expect(splitPhrases('11月23日 周一 9:05 收到')).toEqual(['11月23日 周一 9:05', ' ', '收到']);
  });

  it.each([
    ['请在11月27日 周五前到村委会来一趟', '11月27日 周五前'],
    ['名单贴到12月1日—6日为止', '12月1日—6日'],
    ['村里来看（11月25日 周三），再说', '（11月25日 周三），'],
    ['不明白就打 138 0000 5271 问李建国', '138 0000 5271'],
    ['您的编号是 1123 017 请记好', '1123 017'],
    ['今天 9:05 看到了', '今天 9:05'],
    ['发给您家3000元到社保卡', '3000元'],
  ])('never breaks inside a date, a time or a number: %s', (sentence, held) => {
    const pieces = splitPhrases(sentence);
    expect(pieces).toContain(held);
    expect(pieces.join('')).toBe(sentence);
  });
});

describe('plainWords', () => {
  it('is the sentence without its cuts', () => {
    expect(plainWords('房子漏了|坏了')).toBe('房子漏了坏了');
    expect(plainWords(['大家评，', '11月30日 周一前'])).toBe('大家评，11月30日 周一前');
    expect(plainWords(undefined)).toBe('');
  });
});
