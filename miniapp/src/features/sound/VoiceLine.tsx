import { VoicePlayer } from '../../ui/VoicePlayer';
import { useVoicePlayer } from './sound';

interface VoiceLineProps {
  /** An address of the server, or the id of a recording on this phone; null while it has not arrived. */
  source: { readonly url: string } | { readonly blob: string } | null;
  seconds: number;
}

/** One recording, to be heard by a tap. */
export function VoiceLine({ source, seconds }: VoiceLineProps) {
  const { state, play, stop } = useVoicePlayer(source);
  const playing = state === 'playing';
  return <VoicePlayer seconds={seconds} playing={playing} onToggle={playing ? stop : play} />;
}
