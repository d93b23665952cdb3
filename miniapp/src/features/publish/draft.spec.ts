import { describe, expect, it } from '@jest/globals';
import { emptyContent, lengthOf, missingOf, sendable, type Content } from './draft';

const whole: Content = {
  ...emptyContent('512002101'),
  title: '看病花钱多，再帮您报',
  plain: '生病住院，报销后还花很多钱。这时可以申请。',
  audio: '0193c2a0-0000-7000-8000-000000000001',
  contact: { name: '周敏', role: '镇医保', phone: '13800006620', hours: '' },
  document: { name: '医疗救助办法', number: '示例〔2026〕8号', issuer: '' },
  effectiveFrom: '2026-11-25',
  effectiveTo: '2026-12-31',
};

describe('a policy that is being written', () => {
  it('says what is missing, one thing after the other', () => {
    expect(missingOf(emptyContent('512002101'))).toBe('先写标题');
    expect(missingOf({ ...whole, plain: '' })).toBe('先写白话');
    expect(missingOf({ ...whole, plain: '您'.repeat(158) })).toBe('再短8个字');
    expect(missingOf({ ...whole, audio: null })).toBe('先录声音');
    expect(missingOf({ ...whole, contact: null })).toBe('先写找谁问');
    expect(missingOf({ ...whole, effectiveTo: '2026-11-01' })).toBe('结束比开始早');
    expect(missingOf({ ...whole, document: null })).toBe('先写文件名和文号');
    expect(missingOf(whole)).toBeUndefined();
  });

  it('an announcement needs words and nothing else', () => {
    const announcement: Content = { ...emptyContent('512002101201'), kind: 'announcement', title: '开会' };
    expect(missingOf(announcement)).toBe('先写内容');
    expect(missingOf({ ...announcement, plain: '明天开会。' })).toBeUndefined();
  });

  it('counts characters as people do, and keeps half a question on the phone', () => {
    expect(lengthOf('𠮷好')).toBe(2);
    const half = { text: '住过院吗？', answers: [{ title: '住过', leads: 'next' as const }] };
    expect(missingOf({ ...whole, questions: [half] })).toBe('有一问还没写完');
    expect(sendable({ ...whole, questions: [half] }).questions).toEqual([]);
  });
});
