import type { ReactNode } from 'react';
import { useOnline } from '../../platform/network';
import { ListenBar } from '../../ui/ListenBar';
import { useProgress, useReadAloud, type ReadAloudOptions } from './sound';
import { lineAt } from './sound.core';

interface ListenProps {
  /** What is read, a sentence a line. */
  lines: readonly string[];
  /** Addresses of recordings of all of it. */
  audio: readonly string[];
  /** Length of the recording. */
  seconds: number | null;
  opens: ReadAloudOptions['opens'];
  renew?: ReadAloudOptions['renew'];
  /** Not at the top of a Surface but by itself. */
  alone?: boolean;
  /** What stands below, told which line is being read; `null` in silence. */
  children?: (reading: number | null) => ReactNode;
}

/** Listening as the way in, wired to this phone's sound. */
export function Listen({ lines, audio, seconds, opens, renew, alone, children }: ListenProps) {
  const readable = { text: lines.join('\n'), audio };
  const online = useOnline();
  const sound = useReadAloud(readable, { opens, renew });
  const progress = useProgress(sound, readable, audio.length > 0 ? seconds : null);
  const playing = sound.state === 'playing';
  const silent = online ? '现在念不了，再点一下' : '没网，念不了。字还能看。';
  return (
    <>
      <ListenBar
        alone={alone}
        seconds={progress.seconds}
        played={(progress.share ?? 0) * progress.seconds}
        playing={playing}
        slow={sound.pace === 'slow'}
        off={sound.available ? undefined : '这台手机念不了。字还能看。'}
        trouble={sound.failed ? silent : undefined}
        onToggle={playing ? sound.stop : sound.play}
        onSlow={() => sound.setPace(sound.pace === 'slow' ? 'normal' : 'slow')}
      />
      {children?.(progress.share === null ? null : lineAt(lines, progress.share))}
    </>
  );
}
