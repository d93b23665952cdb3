import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Before the first fault: the server as the sources of today make it, for it runs in processes of its own. */
export default function setup() {
  const words = ['node_modules/typescript/bin/tsc', '-b', 'shared', 'server', 'test/wechat'];
  const cwd = fileURLToPath(new URL('../..', import.meta.url));
  const { status, stdout } = spawnSync(process.execPath, words, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(stdout);
}
