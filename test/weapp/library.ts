import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
// Tencent's own typings say of every interface since when it is there.
const typings = require.resolve('miniprogram-api-typings/types/wx/lib.wx.api.d.ts');

const since = /需要基础库： `([\d.]+)`/;
const member = /^\s*(?:readonly )?(\w+)\??(?:<[^>(]*>)?[(:]/;

/** Version of the base library, as numbers to compare. */
function parts(version: string): number[] {
  return version.split('.').map(Number);
}

/** Whether one version of the base library is younger than another. */
export function isYounger(version: string, other: string): boolean {
  const [a, b] = [parts(version), parts(other)];
  const at = a.findIndex((number, place) => number !== (b[place] ?? 0));
  return at >= 0 && (a[at] ?? 0) > (b[at] ?? 0);
}

/** Since which version the members of `wx`, and of the objects that it hands out to us, are there; what was always there is left out. */
export function membersSince(): ReadonlyMap<string, string> {
  const text = readFileSync(typings, 'utf8');
  const found = new Map<string, string>();
  for (const name of ['Wx', 'FileSystemManager', 'InnerAudioContext', 'RecorderManager', 'UpdateManager']) {
    const body = text.slice(text.indexOf(`    interface ${name} {`));
    const end = body.slice(1).search(/\n {4}(?:interface|type) /);
    for (const [, doc = '', rest = ''] of body.slice(0, end).matchAll(/\/\*\*([^]*?)\*\/(?=([^]{0,80}))/g)) {
      const [key, version] = [member.exec(rest)?.[1], since.exec(doc)?.[1]];
      if (key !== undefined && version !== undefined && !found.has(key)) found.set(key, version);
    }
  }
  return found;
}
