import Taro from '@tarojs/taro';
import { blobs } from './blobs';
import { askPermission } from './permission';
import {
  badEnds,
  countDown,
  deferred,
  maxSeconds,
  minSeconds,
  refusals,
  type RecordingEnd,
  type RecordingOptions,
  type RecordingStart,
  type StartRecording,
} from './recording';

type Stopped = Taro.RecorderManager.OnStopCallbackResult;

interface Listener {
  readonly started: () => void;
  readonly stopped: (result: Stopped) => void;
  readonly interrupted: () => void;
  readonly failed: (message: string) => void;
}

// Only certain pairs of sample rate and bit rate are allowed; this one gives 6 KB a second.
const format = { sampleRate: 16_000, numberOfChannels: 1, encodeBitRate: 48_000, format: 'mp3' } as const;

// The recorder is one for the whole mini-program and its listeners cannot be taken off: they are set once.
let current: Listener | null = null;
let manager: Taro.RecorderManager | null = null;

function recorder(): Taro.RecorderManager {
  if (manager) return manager;
  manager = Taro.getRecorderManager();
  manager.onStart(() => current?.started());
  manager.onStop((result) => current?.stopped(result));
  manager.onInterruptionBegin(() => current?.interrupted());
  manager.onError(({ errMsg }) => current?.failed(errMsg));
  return manager;
}

/** Nothing to prepare on weapp: the recorder is part of WeChat. */
export function prepareRecorder(): void {}

async function keep(id: string, result: Stopped, interrupted: boolean): Promise<RecordingEnd> {
  if (result.duration < minSeconds * 1000) return badEnds.tooShort;
  const kept = await blobs.put(id, result.tempFilePath, 'audio/mpeg');
  const seconds = Math.round(result.duration / 1000);
  return kept.ok ? { ok: true, recorded: { blob: kept.blob, seconds }, interrupted } : badEnds.full;
}

function run({ id, onSecondsLeft = () => undefined }: RecordingOptions): Promise<RecordingStart> {
  const { promise: ended, resolve: end } = deferred<RecordingEnd>();
  const { promise: start, resolve: answer } = deferred<RecordingStart>();
  let why: 'asked' | 'interrupted' | 'cancelled' = 'asked';
  let stopCounting = (): void => undefined;
  const finish = (result: RecordingEnd | Promise<RecordingEnd>): void => {
    stopCounting();
    current = null;
    void Promise.resolve(result).then(end, () => end(badEnds.broken));
  };
  const stopBecause = (reason: typeof why): Promise<RecordingEnd> => {
    if (current) why = reason;
    recorder().stop();
    return ended;
  };
  const stop = (): Promise<RecordingEnd> => stopBecause('asked');
  const cancel = (): void => void stopBecause('cancelled');
  current = {
    started: () => {
      stopCounting = countDown(onSecondsLeft, () => void stop());
      answer({ ok: true, recording: { stop, cancel, ended } });
    },
    stopped: (result) =>
      finish(why === 'cancelled' ? badEnds.tooShort : keep(id, result, why === 'interrupted')),
    // A call only pauses the recorder; what was said is kept at once, for nobody knows how long the call is.
    interrupted: () => void stopBecause('interrupted'),
    failed: (message) => {
      answer(/auth|deny|permission/i.test(message) ? refusals.refused : refusals.noMicrophone);
      finish(badEnds.broken);
    },
  };
  recorder().start({ duration: maxSeconds * 1000, ...format });
  return start;
}

/** Starts the phone's recorder (mp3, 16 kHz, mono); `recorder.h5.ts` does the same in a browser. */
export const startRecording: StartRecording = async (options) => {
  if (current) return refusals.busy;
  if ((await askPermission('microphone')) === 'refused') return refusals.refused;
  return run(options);
};
