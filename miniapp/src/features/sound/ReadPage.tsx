import type { Aloud } from '@songtao/shared/voice/aloud.js';
import { ReadAloud } from '../../ui/ReadAloud';
import { useReadAloud, type ReadAloudOptions } from './sound';

interface ReadPageProps {
  /** The page in sentences, as one would say them. */
  text: Aloud;
  /** Addresses of recordings of all of it. */
  audio?: readonly string[];
  words?: string;
  opens?: ReadAloudOptions['opens'];
  renew?: ReadAloudOptions['renew'];
}

function offWords(available: boolean, failed: boolean): string | undefined {
  if (!available) return '这台手机念不了';
  return failed ? '没网，念不了' : undefined;
}

/** 念给我听, wired to this phone's sound. */
export function ReadPage({ text, audio = [], words, opens = 'readsWhereWished', renew }: ReadPageProps) {
  const sound = useReadAloud({ text, audio }, { opens, renew });
  const playing = sound.state === 'playing';
  return (
    <ReadAloud
      playing={playing}
      words={words}
      off={offWords(sound.available, sound.failed)}
      onToggle={playing ? sound.stop : sound.play}
    />
  );
}
