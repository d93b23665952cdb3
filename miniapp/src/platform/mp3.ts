import { createMp3Encoder } from 'wasm-media-encoders';

type Encoder = Awaited<ReturnType<typeof createMp3Encoder>>;

let made: Promise<Encoder> | null = null;

/** The encoder, its wasm inside the bundle and compiled once; one recording at a time uses it. */
export function mp3Encoder(): Promise<Encoder> {
  made ??= createMp3Encoder();
  return made;
}

/** Collects sound as mp3 (16 kHz, mono, 48 kbit/s: 6 KB a second) while it is spoken, so that nothing is left to do at the end. */
export class Mp3Piece {
  private readonly parts: Uint8Array<ArrayBuffer>[] = [];
  private samples = 0;

  constructor(
    private readonly encoder: Encoder,
    private readonly sampleRate: number,
  ) {
    encoder.configure({ sampleRate, channels: 1, bitrate: 48, outputSampleRate: 16_000 });
  }

  add(samples: Float32Array): void {
    this.samples += samples.length;
    // The encoder writes the next answer over this one: copy.
    this.parts.push(new Uint8Array(this.encoder.encode([samples])));
  }

  get seconds(): number {
    return this.samples / this.sampleRate;
  }

  finish(): Blob {
    this.parts.push(new Uint8Array(this.encoder.finalize()));
    return new Blob(this.parts, { type: 'audio/mpeg' });
  }
}
