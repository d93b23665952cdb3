import type { Database } from './database.js';
import { COLLATION } from './sources.js';

/** The settings of a server that decide whether a commit is kept. */
export interface Settings {
  readonly flush: string | number;
  readonly binlog: string | number;
  readonly sync: string | number;
  readonly collation: string;
}

/** What is wrong with the settings of a MySQL server that holds what people were promised is kept: each a sentence naming the setting. Empty for SQLite. */
export async function mySqlFaults(database: Database): Promise<string[]> {
  if (!database.isMySql) return [];
  const { reader } = database.sources;
  const [settings] = await reader.query<Settings[]>(
    'SELECT @@innodb_flush_log_at_trx_commit AS flush, @@log_bin AS binlog, @@sync_binlog AS sync, default_collation_name AS collation' +
      ' FROM information_schema.schemata WHERE schema_name = DATABASE()',
  );
  const columns = await reader.query<{ place: string }[]>(
    `SELECT CONCAT(table_name, '.', column_name, ' ', collation_name) AS place FROM information_schema.columns
     WHERE table_schema = DATABASE() AND collation_name IS NOT NULL AND collation_name NOT IN ('${COLLATION}', 'utf8mb4_bin')`,
  );
  return [
    ...(settings ? settingFaults(settings) : []),
    ...columns.map(({ place }) => `collation of ${place}: ${COLLATION}`),
  ];
}

// Without these a power cut takes back what was already acknowledged.
export function settingFaults({ flush, binlog, sync, collation }: Settings): string[] {
  return [
    ...(Number(flush) === 1 ? [] : ['innodb_flush_log_at_trx_commit: 1']),
    ...(Number(binlog) === 0 || Number(sync) === 1 ? [] : ['sync_binlog: 1']),
    ...(collation === COLLATION ? [] : [`collation_database: ${COLLATION}`]),
  ];
}
