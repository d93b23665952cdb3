import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { createPool } from 'mysql2/promise';

// How a report would be taken in a hurry, three ways. What looks for faults in our house has to find these.
const MOMENT_MS = 30;

const pool = createPool(process.env.DATABASE_URL ?? '');
await pool.query('CREATE TABLE IF NOT EXISTS report (serial INT AUTO_INCREMENT PRIMARY KEY, id VARCHAR(36))');
await pool.query(
  'CREATE TABLE IF NOT EXISTS news (serial INT AUTO_INCREMENT PRIMARY KEY, report VARCHAR(36))',
);

/** @param {'report (id)' | 'news (report)'} into @param {string} id */
const insert = (into, id) => pool.query(`INSERT INTO ${into} VALUES (?)`, [id]);

/** @type {Record<string, (id: string, yes: () => void) => Promise<void>>} */
const ways = {
  // A queue in memory writes it down in a moment.
  answersFirst: async (id, yes) => {
    yes();
    await sleep(MOMENT_MS);
    await insert('news (report)', id);
    await insert('report (id)', id);
  },
  // Whoever asks again is somebody new.
  forgetsWhoAsked: async (id, yes) => {
    await insert('news (report)', id);
    await insert('report (id)', id);
    await sleep(MOMENT_MS);
    yes();
  },
  // The news of it is a transaction of its own.
  tellsAfterwards: async (id, yes) => {
    await insert('report (id)', id);
    yes();
    await sleep(MOMENT_MS);
    await insert('news (report)', id);
  },
};

createServer(async (request, response) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  const yes = () => response.setHeader('content-type', 'application/json').end('{}');
  const text = Buffer.concat(parts).toString();
  if (text === '') yes();
  else await ways[process.env.NAIVE ?? '']?.(JSON.parse(text).id, yes);
}).listen(Number(process.env.PORT), '127.0.0.1');
