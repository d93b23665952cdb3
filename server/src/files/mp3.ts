const bitrates = {
  full: [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  half: [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const;
const rates = [44_100, 48_000, 32_000];
// By the version in the head: 2.5, reserved, 2, 1.
const divisors = [4, 0, 2, 1];
const RESYNC = 4_096;

interface Frame {
  readonly length: number;
  readonly samples: number;
  readonly rate: number;
}

/** The frames of an MP3 and nothing else of it, with their length in time; null where there is no sound. What stands before, between and after them (tags with a place or a picture, another file) is left out, and so is a last frame that was cut. */
export function soundOf(bytes: Buffer): { bytes: Buffer; milliseconds: number } | null {
  const parts: Buffer[] = [];
  let seconds = 0;
  let at = nextFrame(bytes, afterTag(bytes));
  while (at !== null) {
    const frame = frameAt(bytes, at);
    if (!frame || at + frame.length > bytes.length) break;
    parts.push(bytes.subarray(at, at + frame.length));
    seconds += frame.samples / frame.rate;
    at = nextFrame(bytes, at + frame.length);
  }
  return parts.length < 2 ? null : { bytes: Buffer.concat(parts), milliseconds: Math.round(seconds * 1_000) };
}

// ID3v2 says its own length, seven bits to a byte.
function afterTag(bytes: Buffer): number {
  if (bytes.toString('latin1', 0, 3) !== 'ID3' || bytes.length < 10) return 0;
  return 10 + [6, 7, 8, 9].reduce((length, at) => length * 128 + ((bytes[at] ?? 0) & 0x7f), 0);
}

// A frame counts where another one, or the end, follows it: the two bytes of its head may stand anywhere by chance.
function nextFrame(bytes: Buffer, from: number): number | null {
  for (let at = from; at < Math.min(from + RESYNC, bytes.length); at += 1) {
    const frame = frameAt(bytes, at);
    if (!frame) continue;
    const end = at + frame.length;
    const next = frameAt(bytes, end);
    if (end === bytes.length || next?.rate === frame.rate) return at;
    if (at === from && from > 0 && end < bytes.length) return at;
  }
  return null;
}

function frameAt(bytes: Buffer, at: number): Frame | null {
  const [sync = 0, kind = 0, size = 0] = [bytes[at], bytes[at + 1], bytes[at + 2]];
  const version = (kind >> 3) & 3;
  // 1 is reserved; 3 is MPEG 1, the others have half its samples and rates. Layer III is 1.
  if (sync !== 0xff || (kind & 0xe0) !== 0xe0 || version === 1 || ((kind >> 1) & 3) !== 1) return null;
  const isFull = version === 3;
  const bitrate = bitrates[isFull ? 'full' : 'half'][(size >> 4) - 1];
  const base = rates[(size >> 2) & 3];
  if (bitrate === undefined || base === undefined) return null;
  const rate = base / (divisors[version] ?? 1);
  const samples = isFull ? 1_152 : 576;
  const length = Math.floor(((samples / 8) * bitrate * 1_000) / rate) + ((size >> 1) & 1);
  return { length, samples, rate };
}
