import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { maskId, maskName, maskPhone } from './mask.js';

const digit = fc.constantFrom(...'0123456789');
const digits = (length: number): fc.Arbitrary<string> =>
  fc.string({ unit: digit, minLength: length, maxLength: length });

// The longest stretch of an original that can still be read, apart from what the form of the mask allows.
function longestShown(masked: string): number {
  return Math.max(...masked.split('*').map((part) => part.length));
}

describe('masks', () => {
  it('have the forms that people know', () => {
    expect(maskPhone('13812341234')).toBe('138****1234');
    expect(maskPhone('138 1234-1234')).toBe('138****1234');
    expect(maskPhone('+86 13812341234')).toBe('138****1234');
    expect(maskId('350102199001011123')).toBe('35*************123');
    expect(maskId('35010219900101112x')).toBe('35*************12X');
    expect(maskId('350102900101123')).toBe('35**********123');
    expect(['张三', '欧阳娜娜', '𠮷田', '张', '', ' 李四 '].map(maskName)).toEqual([
      '张*',
      '欧*',
      '𠮷*',
      '*',
      '',
      '李*',
    ]);
  });

  it('hide the kind and grade at the end of a disability card', () => {
    expect(maskId('35010219900101112344')).toBe('35******************');
    expect(maskId('3501021990010111234401')).toBe('35********************');
  });

  it('hide whole what they do not know', () => {
    expect(maskPhone('028-26555555')).toBe('************');
    expect(maskPhone('１３８１２３４１２３４')).toBe('***********');
    expect(maskId('12345')).toBe('*****');
  });

  it('show of a telephone the first three and the last four, never a number of four places between', () => {
    fc.assert(
      fc.property(digits(10), (tail) => {
        const masked = maskPhone(`1${tail}`);
        expect(masked).toMatch(/^\d{3}\*{4}\d{4}$/);
        expect(masked).toHaveLength(11);
      }),
    );
  });

  it('show of anything else no four places in a row, and keep its length', () => {
    const numbers = fc.oneof(digits(15), digits(17), digits(18), digits(20), digits(22), fc.string());
    fc.assert(
      fc.property(numbers, (text) => {
        expect(longestShown(maskId(text))).toBeLessThan(4);
        if (/^\d+$/.test(text)) expect(maskId(text)).toHaveLength(text.length);
        if (!/^[\s\d\-()+]*$/.test(text)) expect(longestShown(maskPhone(text))).toBe(0);
      }),
    );
  });

  it('show of a name its first character only', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) =>
        expect(Array.from(maskName(name)).length).toBeLessThan(3),
      ),
    );
  });
});
