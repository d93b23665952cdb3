import { blobs } from './blobs';
import { openMicrophone, prepareMicrophone } from './microphone';
import {
  badEnds,
  countDown,
  deferred,
  minSeconds,
  refusals,
  type RecordingEnd,
  type RecordingOptions,
  type RecordingRefusal,
  type RecordingStart,
  type StartRecording,
} from './recording';
import type { Mp3Piece } from './mp3';

let busy = false;

/** Loads the encoder before the first tap, so that a recording begins at once and also without a network. */
export function prepareRecorder(): void {
  // What fails here is tried again, and told, at the first tap.
  void Promise.all([import('./mp3').then(({ mp3Encoder }) => mp3Encoder()), prepareMicrophone()]).catch(
    () => undefined,
  );
}

function refusalOf(failure: unknown): RecordingRefusal {
  const name = failure instanceof DOMException ? failure.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return refusals.refused;
  return name === 'NotFoundError' || name === 'NotReadableError' ? refusals.noMicrophone : refusals.notReady;
}

async function keep(id: string, piece: Mp3Piece, interrupted: boolean): Promise<RecordingEnd> {
  const seconds = Math.round(piece.seconds);
  if (piece.seconds < minSeconds) return badEnds.tooShort;
  const kept = await blobs.put(id, piece.finish(), 'audio/mpeg');
  return kept.ok ? { ok: true, recorded: { blob: kept.blob, seconds }, interrupted } : badEnds.full;
}

async function run({ id, onSecondsLeft = () => undefined }: RecordingOptions): Promise<RecordingStart> {
  const { promise: ended, resolve: end } = deferred<RecordingEnd>();
  const { mp3Encoder, Mp3Piece } = await import('./mp3');
  const encoder = await mp3Encoder();
  let piece: Mp3Piece | null = null;
  let lost = false;
  let finish = (_result: () => Promise<RecordingEnd>): void => undefined;
  const stop = (): Promise<RecordingEnd> => {
    finish(() => (piece ? keep(id, piece, lost) : Promise.resolve(badEnds.tooShort)));
    return ended;
  };
  const microphone = await openMicrophone({
    onSamples: (samples) => piece?.add(samples),
    onLost: () => {
      lost = true;
      void stop();
    },
  });
  piece = new Mp3Piece(encoder, microphone.sampleRate);
  const stopCounting = countDown(onSecondsLeft, () => void stop());
  finish = (result) => {
    finish = () => undefined;
    stopCounting();
    microphone.close();
    void result()
      .then(end, () => end(badEnds.broken))
      .finally(() => {
        busy = false;
      });
  };
  const cancel = (): void => finish(() => Promise.resolve(badEnds.tooShort));
  return { ok: true, recording: { stop, cancel, ended } };
}

/** Records in the browser and encodes while one speaks: what browsers record themselves, iPhones in WeChat may not play. */
export const startRecording: StartRecording = async (options) => {
  if (busy) return refusals.busy;
  // Without HTTPS (or localhost) a browser has no mediaDevices at all.
  if (!navigator.mediaDevices) return refusals.noMicrophone;
  busy = true;
  try {
    return await run(options);
  } catch (failure) {
    busy = false;
    return refusalOf(failure);
  }
};
