import type { Config } from '../config/config.js';

/** Stops the start with one sentence for whoever started. */
export class StartError extends Error {}

/** The sentence for what hinders a start, where it is one that its reader can mend; else null. */
export function sentenceOf(error: unknown, config: Config): string | null {
  if (error instanceof StartError) return error.message;
  const { code, syscall } = (error ?? {}) as { code?: string; syscall?: string };
  const { port } = config.http;
  const { dataDir, url } = config.database;
  if (code === 'EADDRINUSE')
    return `端口 ${port} 已被占用，换一个再启动，例如 PORT=${port + 1} (port ${port} is busy)`;
  if (code === 'EACCES' && syscall === 'listen')
    return `端口 ${port} 不许使用，换一个大于 1024 的 (port ${port} is not allowed)`;
  if (code === 'SQLITE_ERROR' || code === 'ER_NO_SUCH_TABLE')
    return '数据库还没有建表，先运行 npm run migrate (the database has no tables yet)';
  if (url !== null) return databaseSentence(code);
  if (
    code?.startsWith('SQLITE_') ||
    ['EACCES', 'EROFS', 'EPERM', 'ENOTDIR', 'EEXIST', 'ENOSPC'].includes(code ?? '')
  ) {
    return `数据目录 ${dataDir} 不能写入，用 DATA_DIR 换一个 (cannot write to the data folder ${dataDir}: ${code})`;
  }
  return null;
}

function databaseSentence(code: string | undefined): string | null {
  if (code === 'ER_ACCESS_DENIED_ERROR' || code === 'ER_DBACCESS_DENIED_ERROR') {
    return '数据库不认这个用户或密码，看看 DATABASE_URL (the database refuses the user or password of DATABASE_URL)';
  }
  if (code === 'ER_BAD_DB_ERROR')
    return '没有这个数据库，先建好它，再看看 DATABASE_URL (no such database in DATABASE_URL)';
  const isAway = ['ECONNREFUSED', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'ECONNRESET'].includes(code ?? '');
  return isAway ? '连不上数据库，看看 DATABASE_URL (cannot reach the database of DATABASE_URL)' : null;
}
