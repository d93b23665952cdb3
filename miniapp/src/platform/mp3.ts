import { createEncoder, type WasmMediaEncoder } from 'wasm-media-encoders';

type Encoder = WasmMediaEncoder<'audio/mpeg'>;

let made: Promise<Encoder> | null = null;

/** The encoder, compiled once; one recording at a time uses it. Its wasm is a file of our own: the package's inlined one is read from a data: address, which a strict content policy refuses. */
export function mp3Encoder(): Promise<Encoder> {
  const wasm = new URL('wasm-media-encoders/wasm/mp3', import.meta.url);
  made ??= createEncoder('audio/mpeg', wasm.href).catch((failure: unknown) => {
    made = null;
    throw failure;
  });
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
