import { describe, expect, it } from '@jest/globals';
import { settingFaults, type Settings } from './mysql.checks.js';

const good: Settings = { flush: '1', binlog: '1', sync: '1', collation: 'utf8mb4_unicode_520_ci' };

describe('settings of a MySQL server', () => {
  it('pass where a commit is kept; without a binary log its setting is no matter', () => {
    expect(settingFaults(good)).toEqual([]);
    expect(settingFaults({ ...good, binlog: 0, sync: 0 })).toEqual([]);
  });

  it('are named where a power cut would take back what was acknowledged', () => {
    expect(settingFaults({ ...good, flush: 0 })).toEqual(['innodb_flush_log_at_trx_commit: 1']);
    expect(settingFaults({ ...good, flush: 2 })).toHaveLength(1);
    expect(settingFaults({ ...good, sync: 0 })).toEqual(['sync_binlog: 1']);
    expect(settingFaults({ ...good, collation: 'utf8mb4_general_ci' })).toHaveLength(1);
  });
});
