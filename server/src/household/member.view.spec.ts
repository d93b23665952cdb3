import { describe, expect, it } from '@jest/globals';
import { ageOn, asShown, inOrder, isMinor } from './member.view.js';

const member = (name: string, relation: string, birthDate: string | null) => ({
  id: name,
  name,
  relation,
  birthDate,
  resident: true,
});

describe('members of a household', () => {
  it('counts whole years, and a leap day on 1 March', () => {
    expect(ageOn('2008-11-24', '2026-11-23')).toBe(17);
    expect(ageOn('2008-11-24', '2026-11-24')).toBe(18);
    expect(ageOn('2008-02-29', '2026-02-28')).toBe(17);
    expect(ageOn('2008-02-29', '2026-03-01')).toBe(18);
    expect(isMinor({ birthDate: null }, '2026-11-23')).toBe(false);
  });

  it('puts the head first, then the eldest', () => {
    const given = [
      member('孙', '孙子', '2017-01-01'),
      member('谁', '亲戚', null),
      member('勇', '儿子', '1983-01-01'),
      member('英', '户主', '1985-01-01'),
    ];
    expect(inOrder(given).map(({ name }) => name)).toEqual(['英', '勇', '孙', '谁']);
  });

  it('shows staff neither the name nor the age of a child, and the family everything', () => {
    const child = member('刘小宝', '孙子', '2008-11-24');
    expect(asShown(child, 'staff', '2026-11-23')).toMatchObject({ name: '孙子', age: null, birthDate: null });
    expect(asShown(child, 'staff', '2026-11-24')).toMatchObject({
      name: '刘小宝',
      age: 18,
      birthDate: '2008-**-**',
    });
    expect(asShown(child, 'own', '2026-11-23')).toMatchObject({
      name: '刘小宝',
      age: 17,
      birthDate: '2008-11-24',
    });
  });
});
