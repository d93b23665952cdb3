import { describe, expect, it } from '@jest/globals';
import { fieldValue, timeText, type FieldKey } from './fields.js';

const right: [FieldKey, string][] = [
  ['thing1', '您有1件事等办'],
  ['thing1', '𬭊'.repeat(20)],
  ['phrase3', '待核实'],
  ['number4', '12'],
  ['character_string5', '1123 017'],
  ['time2', '2026年11月23日 15:01'],
  ['date6', '2026年1月2日'],
];

const wrong: [FieldKey, string][] = [
  ['thing1', ''],
  ['thing1', '   '],
  ['thing1', '字'.repeat(21)],
  ['thing1', '一\n二'],
  ['phrase3', '待核实了吗呢'],
  ['phrase3', 'ok'],
  ['number4', '1a'],
  ['character_string5', '汉字'],
  ['character_string5', 'a'.repeat(33)],
  ['time2', '2026-11-23'],
  ['time2', '2026年11月23日 24:01'],
  ['date6', '明天'],
];

describe('fields of a card', () => {
  it.each(right)('%s takes %j', (key, text) => expect(fieldValue(key, text)).toEqual({ value: text }));

  it.each(wrong)('%s refuses %j and names the field only', (key, text) => {
    expect(() => fieldValue(key, text)).toThrow(`template field ${key} breaks its rule`);
  });

  it('writes a time as it is in China', () => {
    expect(timeText(new Date('2026-12-31T16:05:00Z'))).toBe('2027年1月1日 00:05');
  });
});
