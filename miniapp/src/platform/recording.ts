import type { StoredBlob } from './blob';

/** One piece of speech is at most this long (seconds). */
export const maxSeconds = 60;

/** Shorter than this nobody has said anything: 没听清，再说一次. */
export const minSeconds = 1;

/** A finished piece of speech, already kept on the phone under its id. */
interface Recorded {
  readonly blob: StoredBlob;
  readonly seconds: number;
}

/** How a recording ended. `interrupted` comes with what was said before the call came in. */
export type RecordingEnd =
  | { readonly ok: true; readonly recorded: Recorded; readonly interrupted: boolean }
  | { readonly ok: false; readonly reason: 'tooShort' | 'full' | 'broken'; readonly words: string };

/** Why there is no recording at all; never an exception, since other ways to say it stand beside the button. */
export interface RecordingRefusal {
  readonly ok: false;
  readonly reason: 'refused' | 'noMicrophone' | 'notReady' | 'busy';
  readonly words: string;
}

/** A running recording. */
export interface Recording {
  /** Ends it; every call answers with the same end. */
  readonly stop: () => Promise<RecordingEnd>;
  /** Throws away what was said. */
  readonly cancel: () => void;
  /** Comes by itself after 60 seconds, a phone call or `stop`. */
  readonly ended: Promise<RecordingEnd>;
}

export interface RecordingOptions {
  /** Under this id it is kept and later sent. */
  readonly id: string;
  /** Once a second, beginning with 60. */
  readonly onSecondsLeft?: (seconds: number) => void;
}

export type RecordingStart = { readonly ok: true; readonly recording: Recording } | RecordingRefusal;

export type StartRecording = (options: RecordingOptions) => Promise<RecordingStart>;

export const refusals: Record<RecordingRefusal['reason'], RecordingRefusal> = {
  refused: { ok: false, reason: 'refused', words: '手机没让我们用话筒' },
  noMicrophone: { ok: false, reason: 'noMicrophone', words: '这台手机没有话筒可用' },
  notReady: { ok: false, reason: 'notReady', words: '现在录不了，过一会儿再说' },
  busy: { ok: false, reason: 'busy', words: '话筒正在用，等一下再说' },
};

/** Ends without a recording. */
export const badEnds = {
  tooShort: { ok: false, reason: 'tooShort', words: '没听清，再说一次' },
  full: { ok: false, reason: 'full', words: '手机满了，先发完再说' },
  broken: { ok: false, reason: 'broken', words: '没录上，再说一次' },
} as const satisfies Record<string, RecordingEnd>;

/** Counts the seconds down until it is stopped; calls `onEnd` at nought. */
export function countDown(onSecondsLeft: (seconds: number) => void, onEnd: () => void): () => void {
  const startedAt = Date.now();
  onSecondsLeft(maxSeconds);
  const timer = setInterval(() => {
    const left = maxSeconds - Math.floor((Date.now() - startedAt) / 1000);
    onSecondsLeft(Math.max(0, left));
    if (left <= 0) onEnd();
  }, 1000);
  return () => clearInterval(timer);
}

/** A promise with its key outside. */
export function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((give) => {
    resolve = give;
  });
  return { promise, resolve };
}
