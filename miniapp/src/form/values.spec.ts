import { describe, expect, it } from '@jest/globals';
import {
  choice,
  choices,
  evidence,
  facts,
  longText,
  money,
  number,
  photos,
  text,
} from '@songtao/shared/form/field.js';
import { defineForm, optional } from '@songtao/shared/form/form.js';
import { askedOf, faultsOf, fenOf, openFacts, tidy, yuanText } from './values';

const form = defineForm('card.lost', {
  why: choice('为什么', [
    { value: 'lost', title: '丢了' },
    { value: 'torn', title: '破了' },
  ]),
  where: optional(text('在哪里丢的', 5, { showWhen: { field: 'why', is: ['lost'] } })),
  fee: money('工本费'),
  copies: number('几张', { min: 1, max: 3, unit: '张' }),
  colours: optional(choices('什么颜色', [{ value: 'red', title: '红' }], 1)),
  photos: optional(photos('照片', 2)),
  said: optional(longText('还有什么', 20)),
});

describe('a form that is being filled in', () => {
  it('asks what hangs on an answer only after that answer, and sends nothing that is not asked', () => {
    expect(askedOf(form, {}).map(([name]) => name)).not.toContain('where');
    expect(tidy(form, { why: 'torn', where: '路上' })).not.toHaveProperty('where');
    expect(tidy(form, { why: 'lost', where: ' 路上 ' })).toMatchObject({ where: '路上' });
  });

  it('leaves blanks out, and begins a stepped number with its least', () => {
    expect(tidy(form, { why: 'lost', fee: 300, said: '   ', photos: [] })).toEqual({
      why: 'lost',
      fee: 300,
      copies: 1,
    });
  });

  it('says at each question what to write', () => {
    expect(faultsOf(form, { fee: '三块' })).toEqual({ why: '选一个', fee: '只写数字，像 300 或 300.50' });
    expect(faultsOf(form, { why: 'lost', fee: 1 })).toEqual({ where: '写几个字' });
    expect(faultsOf(form, { why: 'lost', fee: 1, where: '在去镇上的路上' })).toEqual({
      where: '太长了，最多5个字',
    });
    expect(faultsOf(form, { why: 'torn', fee: 0 })).toEqual({});
    expect(faultsOf(defineForm('x', { proof: evidence('本人同意') }), {})).toEqual({
      proof: '签字、按手印，或说一声',
    });
  });

  it('a form without a fault is one that the schema takes', () => {
    const values = { why: 'lost', fee: fenOf('12.5'), where: '路上' };
    expect(faultsOf(form, values)).toEqual({});
    expect(form.schema.parse(tidy(form, values))).toEqual({
      why: 'lost',
      fee: 1250,
      where: '路上',
      copies: 1,
    });
  });

  it('keeps money in 分', () => {
    expect([fenOf('300'), fenOf('0.29'), fenOf(' 19.9 '), fenOf('1.234'), fenOf('-1')]).toEqual([
      30000,
      29,
      1990,
      '1.234',
      '-1',
    ]);
    expect([yuanText(1990), yuanText('1.'), yuanText(undefined)]).toEqual(['19.9', '1.', '']);
  });

  it('counts a fact that changed without a new value as not answered', () => {
    const asked = facts('问变没变', [
      { value: 'people', title: '几口人' },
      { value: 'water', title: '喝水' },
    ]);
    const answers = [
      { key: 'people', same: true },
      { key: 'water', same: false, value: ' ' },
    ];
    expect(openFacts(asked, answers)).toEqual(['water']);
    expect(faultsOf(defineForm('y', { facts: asked }), { facts: answers })).toEqual({ facts: '还差1题' });
  });
});
