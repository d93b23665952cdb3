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

let prepared: Promise<AudioContext> | null = null;

async function withWorklet(): Promise<AudioContext> {
  const context = new AudioContext();
  await context.audioWorklet.addModule(new URL('./microphone.worklet.js', import.meta.url));
  return context;
}

/** Loads what listens, once; without it the first recording needs the network. */
export function prepareMicrophone(): Promise<AudioContext> {
  prepared ??= withWorklet().catch((failure: unknown) => {
    prepared = null;
    throw failure;
  });
  return prepared;
}

/** Opens the browser's microphone; rejects with the browser's DOMException where it is refused or missing. */
export async function openMicrophone({ onSamples, onLost }: Listeners): Promise<Microphone> {
  const context = await prepareMicrophone();
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  });
  await context.resume();
  const source = context.createMediaStreamSource(stream);
  const node = new AudioWorkletNode(context, 'songtao-pcm', {
    channelCount: 1,
    channelCountMode: 'explicit',
  });
  node.port.onmessage = ({ data }: MessageEvent<Float32Array>) => onSamples(data);
  // Without a way to the loudspeaker some browsers never run the node; it puts out silence.
  source.connect(node).connect(context.destination);
  for (const track of stream.getTracks()) track.addEventListener('ended', onLost);
  const close = (): void => {
    source.disconnect();
    node.disconnect();
    for (const track of stream.getTracks()) track.stop();
    void context.suspend();
  };
  return { sampleRate: context.sampleRate, close };
}
