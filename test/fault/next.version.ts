import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

const migration = `
import { TableColumn } from 'typeorm';
import { key, migration, table } from './schema.js';

export const next = migration(Date.UTC(2099, 0), 'Next', [
  table('next_thing', { id: key() }),
  {
    up: (runner) => runner.addColumn('case_record', new TableColumn({ name: 'next_word', type: 'varchar', length: '40', default: "''" })),
    down: (runner) => runner.dropColumn('case_record', 'next_word'),
  },
]);
`;

/** The server of today with one more migration, as the next release would bring it: a table, and a column of the cases. */
export class NextVersion {
  private readonly dir = mkdtempSync(join(tmpdir(), 'songtao-next-'));

  constructor() {
    const server = join(this.dir, 'server');
    cpSync(join(root, 'server/dist'), join(server, 'dist'), { recursive: true });
    for (const name of ['package.json', 'assets', 'node_modules'])
      symlinkSync(join(root, 'server', name), join(server, name));
    symlinkSync(join(root, 'node_modules'), join(this.dir, 'node_modules'));
    const list = join(server, 'dist/platform/migrations.js');
    const text = readFileSync(list, 'utf8').replace(/\n\];/, '\n    next,\n];');
    writeFileSync(list, `import { next } from './next.migration.js';\n${text}`);
    writeFileSync(join(server, 'dist/platform/next.migration.js'), migration);
  }

  get server(): string {
    return join(this.dir, 'server/dist/main.js');
  }

  get migrate(): string {
    return join(this.dir, 'server/dist/platform/migrate.js');
  }

  remove(): void {
    rmSync(this.dir, { recursive: true });
  }
}
