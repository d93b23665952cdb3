// Makes the recordings of the phrases of which pages are read aloud: once, by hand, after the list has changed.
// Needs espeak-ng and lame. This is a demo voice, as is every sound in assets/demo; a county records its own under the same names.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clipName, recorded } from '@songtao/shared/voice/cut.js';

const folder = new URL('assets/voice/', import.meta.url).pathname;
mkdirSync(folder, { recursive: true });
const work = mkdtempSync(join(tmpdir(), 'voice-'));
const wanted = new Map([...recorded].map((phrase) => [`${clipName(phrase)}.mp3`, phrase]));

for (const file of readdirSync(folder)) if (!wanted.has(file)) rmSync(join(folder, file));
for (const [file, phrase] of wanted) {
  if (existsSync(join(folder, file))) continue;
  const wave = join(work, 'said.wav');
  execFileSync('espeak-ng', ['-v', 'cmn', '-s', '200', '-z', '-w', wave, phrase]);
  const mp3 = ['--quiet', '-m', 'm', '--resample', '16', '--cbr', '-b', '16', '-t', wave];
  execFileSync('lame', [...mp3, join(folder, file)]);
}
rmSync(work, { recursive: true });
