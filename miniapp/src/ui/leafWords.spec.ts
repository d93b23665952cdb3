import { describe, expect, it } from '@jest/globals';
import { clockWords, leafWords } from './leafWords';

describe('leafWords', () => {
  it('counts down to the last day and then says that it is gone', () => {
    expect(leafWords(4)).toEqual({ look: 'left', top: '还有', big: '4', unit: '天' });
    expect(leafWords(1).big).toBe('1');
    expect(leafWords(0)).toEqual({ look: 'last', top: '今天', big: '最后|一天' });
    expect(leafWords(-1)).toEqual({ look: 'off', top: '已经', big: '撤下' });
  });
});

describe('clockWords', () => {
  it('shows minutes and seconds', () => {
    expect(clockWords(0)).toBe('0:00');
    expect(clockWords(9.9)).toBe('0:09');
    expect(clockWords(60)).toBe('1:00');
    expect(clockWords(-1)).toBe('0:00');
  });
});
