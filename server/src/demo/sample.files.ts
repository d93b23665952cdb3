import { readFile } from 'node:fs/promises';

const assets = new URL('../../assets/demo/', import.meta.url);

/** A small drawn picture: the demo holds no photo of anybody. */
export async function scribble(): Promise<Buffer> {
  const { default: sharp } = await import('sharp');
  const lines = [40, 70, 100, 130].map(
    (y) => `<path d="M30 ${y} q40 -24 80 0 t80 0 t80 0" fill="none" stroke="#333" stroke-width="3"/>`,
  );
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="180"><rect width="320" height="180" fill="#f6f1e6"/>${lines.join('')}</svg>`;
  return sharp(Buffer.from(drawing)).jpeg({ quality: 70 }).toBuffer();
}

/** One of the recordings that lie with the program; 48 kbit/s, so its length follows from its size. */
export async function spoken(name: string): Promise<{ bytes: Buffer; seconds: number }> {
  const bytes = await readFile(new URL(`${name}.mp3`, assets));
  return { bytes, seconds: Math.max(1, Math.round(bytes.length / 6_000)) };
}
