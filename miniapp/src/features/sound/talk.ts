import { useEffect, useRef, useState } from 'react';
import { newId } from '../../platform/ids';
import { usePageLeft } from '../../platform/lifecycle';
import { prepareRecorder, startRecording } from '../../platform/recorder';
import type { Recording, RecordingEnd } from '../../platform/recording';
import type { TalkState } from '../../ui/HoldToTalk';

/** A piece of speech that lies on this phone. */
export interface Said {
  readonly id: string;
  readonly seconds: number;
}

/** What kept somebody from speaking; `refused` has a page of its own. */
interface TalkProblem {
  readonly reason: string;
  readonly words: string;
}

/** What the big microphone needs, and what went wrong last. */
export interface Talk {
  readonly state: TalkState;
  readonly secondsLeft: number;
  readonly onStart: () => void;
  readonly onStop: () => void;
  readonly problem: TalkProblem | null;
  readonly forgetProblem: () => void;
}

const LAST = 10;
const FULL = 60;

function stateOf(on: boolean, secondsLeft: number): TalkState {
  if (!on) return 'idle';
  return secondsLeft <= LAST ? 'last10' : 'recording';
}

/** Records one piece of speech after the other; each that can be heard is handed to `onSaid`, also when a call or the end of the page cut it off. */
export function useTalk(onSaid: (said: Said) => void): Talk {
  const [on, setOn] = useState(false);
  const [secondsLeft, setSecondsLeft] = useState(FULL);
  const [problem, setProblem] = useState<TalkProblem | null>(null);
  const running = useRef<Recording | null>(null);
  // A finger may be up again before the microphone is open.
  const released = useRef(false);
  useEffect(prepareRecorder, []);

  const finish = (end: RecordingEnd): void => {
    running.current = null;
    setOn(false);
    if (!end.ok) return setProblem(end);
    onSaid({ id: end.recorded.blob.id, seconds: end.recorded.seconds });
  };
  const start = async (): Promise<void> => {
    released.current = false;
    setProblem(null);
    setSecondsLeft(FULL);
    setOn(true);
    const began = await startRecording({ id: newId(), onSecondsLeft: setSecondsLeft });
    if (!began.ok) {
      setOn(false);
      setProblem(began);
      return;
    }
    running.current = began.recording;
    void began.recording.ended.then(finish);
    if (released.current) void began.recording.stop();
  };
  const stop = (): void => {
    released.current = true;
    void running.current?.stop();
  };
  usePageLeft(stop);

  return {
    state: stateOf(on, secondsLeft),
    secondsLeft,
    onStart: () => void start(),
    onStop: stop,
    problem,
    forgetProblem: () => setProblem(null),
  };
}
