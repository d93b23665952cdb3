import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Serves the built H5 pages on the same port; files with a hash in their name never change, and one that was squeezed when it was made goes out so. */
export async function servePages(server: FastifyInstance, dir: string): Promise<void> {
  await server.register(fastifyStatic, {
    root: resolve(dir),
    index: ['index.html'],
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      reply.setHeader('vary', 'accept-encoding');
      reply.setHeader(
        'cache-control',
        /\.[0-9a-f]{8,}\./.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
}

/** Where phones fetch the recorded phrases of which they read pages aloud; below `/api`, where a mini-program may ask. */
export const voicePrefix = '/api/voice/';

/** Serves those phrases. Each is named by its words, so that a phone may keep it for ever. */
export async function serveVoice(server: FastifyInstance): Promise<void> {
  await server.register(fastifyStatic, {
    root: fileURLToPath(new URL('../../assets/voice/', import.meta.url)),
    prefix: voicePrefix,
    decorateReply: false,
    // A folder would be an error of the library's own kind.
    allowedPath: (path) => path.endsWith('.mp3'),
    cacheControl: false,
    setHeaders: (reply) => {
      reply.setHeader('cache-control', 'public, max-age=31536000, immutable');
    },
  });
}

/** What a page may load: ourselves, and what it made itself (photos, recordings). Inline scripts of the built page are allowed by their hash; styles are inline because the framework of the pages writes them so. */
export function contentPolicy(h5Dir: string | null): Record<string, string[]> {
  const own = "'self'";
  return {
    'default-src': [own],
    'script-src': [
      own,
      "'wasm-unsafe-eval'",
      ...(h5Dir ? inlineScriptHashes(join(h5Dir, 'index.html')) : []),
    ],
    'style-src': [own, "'unsafe-inline'"],
    'img-src': [own, 'data:', 'blob:'],
    'font-src': [own, 'data:'],
    'media-src': [own, 'data:', 'blob:'],
    'worker-src': [own, 'blob:'],
    'connect-src': [own, 'data:', 'blob:'],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': [own],
    'frame-ancestors': ["'none'"],
  };
}

function inlineScriptHashes(page: string): string[] {
  if (!existsSync(page)) return [];
  const scripts = readFileSync(page, 'utf8').matchAll(/<script(?![^>]*\ssrc=)[^>]*>([^]*?)<\/script>/g);
  return [...scripts].map(
    ([, text]) =>
      `'sha256-${createHash('sha256')
        .update(text ?? '')
        .digest('base64')}'`,
  );
}
