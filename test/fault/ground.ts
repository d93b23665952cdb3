import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { DemoClockRow } from '../../server/src/platform/clock.row.js';
import { Database } from '../../server/src/platform/database.js';
import type { SpecDatabase } from '../../server/src/platform/spec.databases.js';
import { TownSeed } from '../../server/src/demo/town.seed.js';
import { boot, type House } from '../support/town.js';

const MINUTE = 60_000;
const TEN_IN_SONGTAO = 'T02:00:00.000Z';

/** A database with the demo's town, over which server processes come and go. */
export class Ground {
  private constructor(readonly database: SpecDatabase) {}

  static async prepare(make: () => Promise<SpecDatabase>): Promise<Ground> {
    const ground = new Ground(await make());
    await ground.visit(async (house) => {
      await house.get(TownSeed).plant();
      await house
        .get(Database)
        .write((tx) => tx.insert(DemoClockRow, { id: 'offset', offsetMinutes: toMorning() }));
    });
    return ground;
  }

  /** What a server process needs to serve this town. */
  get env(): Record<string, string> {
    return {
      ...this.database.env,
      DEMO: '1',
      NODE_ENV: 'test',
      LIMIT_CALLER_PER_MINUTE: '100000',
      LIMIT_ADDRESS_PER_MINUTE: '1000000',
    };
  }

  /** Looks at what the database holds through the house's own eyes, while no server runs. */
  async visit<T>(look: (house: House) => Promise<T>): Promise<T> {
    const app = await boot(this.database);
    try {
      return await look({ get: (type) => app.get(type as never, { strict: false }) });
    } finally {
      await app.close();
    }
  }

  /** The one number `n` that MariaDB answers, also while servers run. */
  async count(question: string): Promise<number> {
    const connection = await createConnection(this.database.env.DATABASE_URL ?? '');
    const [[row]] = await connection.query<RowDataPacket[]>(question);
    await connection.end();
    return Number(row?.n);
  }

  async close(): Promise<void> {
    await this.database.drop();
  }
}

// The servers run by the demo's clock: at ten in the morning nothing waits for the digest.
function toMorning(): number {
  const now = Date.now();
  const ten = Date.parse(`${new Date(now).toISOString().slice(0, 10)}${TEN_IN_SONGTAO}`);
  return Math.floor((ten - now) / MINUTE);
}
