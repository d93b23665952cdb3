import { describe, expect, it } from '@jest/globals';
import { columnName, indexName } from './names.js';

describe('names', () => {
  it('are the same in rows and migrations', () => {
    expect(columnName('closedAt')).toBe('closed_at');
    expect(indexName('ix', 'case_task', ['town', 'due'])).toBe('ix_case_task_town_due');
  });

  it('stay within what MySQL allows, and apart', () => {
    const long = ['county', 'town', 'village', 'grid', 'household', 'status', 'due', 'opened'];
    const [a, b] = [indexName('ix', 'case_record', long), indexName('ix', 'case_record', [...long, 'id'])];
    expect([a.length, b.length].every((length) => length <= 64)).toBe(true);
    expect(a).not.toBe(b);
  });
});
