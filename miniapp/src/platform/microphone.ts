// Runs in the browser's audio thread; gathers 128-sample blocks so that the page wakes ten times a second, not 375 times.
const worklet = `
registerProcessor('songtao-pcm', class extends AudioWorkletProcessor {
  constructor() { super(); this.held = new Float32Array(4096); this.used = 0; }
  process([input]) {
    const samples = input[0];
    if (!samples) return true;
    if (this.used + samples.length > this.held.length) {
      this.port.postMessage(this.held.slice(0, this.used));
      this.used = 0;
    }
    this.held.set(samples, this.used);
    this.used += samples.length;
    return true;
  }
});`;

/** An open microphone of the browser. */
export interface Microphone {
  readonly sampleRate: number;
  readonly close: () => void;
}

interface Listeners {
  readonly onSamples: (samples: Float32Array) => void;
  /** A call came in, or the microphone was pulled out. */
  readonly onLost: () => void;
}

async function tap(
  context: AudioContext,
  stream: MediaStream,
  onSamples: Listeners['onSamples'],
): Promise<void> {
  const url = URL.createObjectURL(new Blob([worklet], { type: 'text/javascript' }));
  await context.audioWorklet.addModule(url).finally(() => URL.revokeObjectURL(url));
  const node = new AudioWorkletNode(context, 'songtao-pcm', { numberOfOutputs: 1, channelCount: 1 });
  node.port.onmessage = ({ data }: MessageEvent<Float32Array>) => onSamples(data);
  context.createMediaStreamSource(stream).connect(node);
  // Without a way to the loudspeaker some browsers never run the node; it puts out silence.
  node.connect(context.destination);
  await context.resume();
}

/** Opens the browser's microphone; rejects with the browser's DOMException. */
export async function openMicrophone({ onSamples, onLost }: Listeners): Promise<Microphone> {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  });
  const context = new AudioContext();
  const close = (): void => {
    stream.getTracks().forEach((track) => track.stop());
    void context.close();
  };
  stream.getTracks().forEach((track) => track.addEventListener('ended', onLost));
  try {
    await tap(context, stream, onSamples);
  } catch (failure) {
    close();
    throw failure;
  }
  return { sampleRate: context.sampleRate, close };
}
