import { keptBy, phraseLink, type KeptPhrases } from './phrases.core';

const box = 'songtao-voice';
const urls = new Map<string, string>();

async function keep(name: string): Promise<string> {
  const link = phraseLink(name);
  // Without HTTPS a browser has no cache of ours.
  if (!('caches' in window)) return link;
  const known = urls.get(name);
  if (known !== undefined) return known;
  const cache = await caches.open(box);
  const kept = await cache.match(link);
  const answer = kept ?? (await fetch(link));
  if (!answer.ok) throw new Error(`no recording ${name}`);
  // A browser that is full plays it all the same.
  if (!kept) await cache.put(link, answer.clone()).catch(() => undefined);
  const url = URL.createObjectURL(await answer.blob());
  urls.set(name, url);
  return url;
}

/** Makes room for what cannot be fetched again. */
export async function forgetPhrases(): Promise<void> {
  if ('caches' in window) await caches.delete(box);
}

/** In a browser phrases lie in its cache, so that they are heard without a network, too. */
export const keptPhrases: KeptPhrases = keptBy(keep);
