import { describe, expect, it } from '@jest/globals';
import { countRoom, momentOf, recusedOf, votesWords, type Book } from './deliberation.core';

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'kin'];
const book: Book = {
  village: '512002101201',
  needed: 8,
  roster: names.map((id) => ({ id, name: id, kinship: id === 'kin' ? '堂弟' : null })),
  meetings: [],
};
const eight = names.slice(0, 8);

describe('a deliberation', () => {
  it('counts those of the roster who came and stay in the room', () => {
    const room = { present: [...eight, 'kin', 'a stranger'], recused: [] };
    expect(countRoom(book, room)).toEqual({
      called: 12,
      came: 9,
      needed: 8,
      recused: 1,
      voters: 8,
      short: 0,
    });
    expect(recusedOf(book, { present: [], recused: ['kin', 'a'] })).toEqual(['kin', 'a']);
  });

  it('is short when one more leaves the room, and never enough with nobody', () => {
    expect(countRoom(book, { present: eight, recused: ['a'] }).short).toBe(1);
    expect(countRoom({ ...book, roster: [], needed: 0 }, { present: [], recused: [] }).short).toBe(1);
  });

  it('says whether the votes fit', () => {
    const count = countRoom(book, { present: [...eight, 'kin'], recused: [] });
    expect(votesWords(count, 8)).toEqual({
      fits: true,
      title: '票数对得上',
      line: '投票8人，等于到会9人减回避1人',
    });
    expect(votesWords(count, 7).title).toBe('还差1票');
    expect(votesWords(count, 10)).toEqual({
      fits: false,
      title: '多了2票',
      line: '到会9人减回避1人，该有8票，现在10票',
    });
  });

  it('reads a time of day as people write it', () => {
    expect([momentOf('2026-11-30', '15:00'), momentOf('2026-11-30', '9：05')]).toEqual([
      '2026-11-30T07:00:00.000Z',
      '2026-11-30T01:05:00.000Z',
    ]);
    expect([momentOf('2026-11-30', '25:00'), momentOf('2026-11-30', '下午')]).toEqual([null, null]);
  });
});
