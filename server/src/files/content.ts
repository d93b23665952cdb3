import { readFile, writeFile } from 'node:fs/promises';
import { badInput } from '../platform/clean.js';
import { AppError } from '../platform/errors.js';
import { InTurn } from '../platform/in-turn.js';
import type { FileKind } from './file.store.js';
import { soundOf } from './mp3.js';

const MB = 1_024 * 1_024;

/** Most bytes that may arrive, by kind. */
export const limits: Readonly<Record<FileKind, number>> = {
  photo: 10 * MB,
  voice: 2 * MB,
  document: 10 * MB,
  signature: MB,
};

const LONGEST_SIDE = 2_000;
const MOST_PIXELS = 4e7;
const ENCODING_SECONDS = 10;

/** A file that may be kept. */
export interface Content {
  readonly type: string;
  readonly milliseconds: number | null;
}

const image = ['image/jpeg', 'image/png', 'image/webp'];
const accepted: Readonly<Record<FileKind, readonly string[]>> = {
  photo: image,
  signature: image,
  voice: ['audio/mpeg'],
  document: [...image, 'application/pdf'],
};

// The biggest picture that is taken fills 120 MB while it is turned: one at a time.
const drawing = new InTurn();

/** What the first bytes say that a file is: a name or a header can say anything. */
function typeOf(bytes: Buffer): string | null {
  const begins = (...signature: number[]): boolean => signature.every((byte, at) => bytes[at] === byte);
  if (begins(0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP')
    return 'image/webp';
  if (bytes.toString('latin1', 0, 5) === '%PDF-') return 'application/pdf';
  if (bytes.toString('latin1', 0, 3) === 'ID3' || (begins(0xff) && ((bytes[1] ?? 0) & 0xe6) === 0xe2))
    return 'audio/mpeg';
  return null;
}

/** Makes a file on the disk what may be kept, in its place: pictures are drawn anew and sound is cut to its frames, so that nothing that was hidden in them (place, device, another file) comes along. Throws badInput or tooBig. */
export async function cleanFile(path: string, kind: FileKind): Promise<Content> {
  const bytes = await readFile(path);
  const type = typeOf(bytes);
  if (type === null || !accepted[kind].includes(type)) throw badInput(['file']);
  if (type === 'audio/mpeg') return cleanSound(path, bytes);
  if (type === 'application/pdf') return cleanDocument(bytes);
  await writeFile(path, await drawing.run('', () => redrawn(bytes)));
  return { type: 'image/jpeg', milliseconds: null };
}

// Loaded with the first picture: a server starts sooner without, and stays smaller until then.
async function pictures() {
  const { default: sharp } = await import('sharp');
  // Nothing is drawn twice, and what libvips would keep of it is memory that the rest of the house lacks.
  sharp.cache(false);
  return sharp;
}

async function redrawn(bytes: Buffer): Promise<Buffer> {
  const sharp = await pictures();
  try {
    const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (width * height > MOST_PIXELS) throw new AppError('tooBig');
    return await sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
      .timeout({ seconds: ENCODING_SECONDS })
      .autoOrient()
      .resize(LONGEST_SIDE, LONGEST_SIDE, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: 'white' })
      .jpeg({ quality: 80 })
      .toBuffer();
  } catch (error) {
    throw error instanceof AppError ? error : badInput(['file']);
  }
}

async function cleanSound(path: string, bytes: Buffer): Promise<Content> {
  const sound = soundOf(bytes);
  if (!sound) throw badInput(['file']);
  await writeFile(path, sound.bytes);
  return { type: 'audio/mpeg', milliseconds: sound.milliseconds };
}

// What a reader of PDFs would run or start. Inside a packed part it is not seen, so that no PDF is ever shown, only saved.
const runs = /\/(?:JavaScript|JS|Launch|EmbeddedFile|RichMedia|XFA)\b/;

// A PDF is kept as it came; one whose end is missing is half a document. Letters of its names may be written as #4a.
function cleanDocument(bytes: Buffer): Content {
  const text = bytes
    .toString('latin1')
    .replace(/#([\da-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  if (!bytes.subarray(-1_024).includes('%%EOF') || runs.test(text)) throw badInput(['file']);
  return { type: 'application/pdf', milliseconds: null };
}
