import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// The specs of `npm test`, each fault made as often and for as long as a release deserves. What else is given goes to jest.
const words = process.argv.slice(2);
const at = words.indexOf('--json');
const [, file] = at < 0 ? [] : words.splice(at, 2);
const dir = mkdtempSync(join(tmpdir(), 'songtao-fault-'));
const figures = join(dir, 'figures');
writeFileSync(figures, '');

// What is fuzzed is longer here as well.
const chosen = words.length > 0 ? words : ['--testPathPatterns', '/fault/|api/fuzz'];
const runner = fileURLToPath(new URL('../support/run.mjs', import.meta.url));
const child = spawn(
  process.execPath,
  [runner, '--selectProjects', 'fault', 'api', '--runInBand', ...chosen],
  {
    stdio: 'inherit',
    env: { ...process.env, FAULT_LONG: '1', FAULT_FIGURES: figures },
  },
);
const [code] = await once(child, 'exit');
const lines = readFileSync(figures, 'utf8').trimEnd().split('\n').filter(Boolean);
if (file) writeFileSync(file, `[\n  ${lines.join(',\n  ')}\n]\n`);
rmSync(dir, { recursive: true });
process.exitCode = code ?? 1;
