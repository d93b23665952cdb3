import type { FileRef } from '@songtao/shared/api/common.js';
import { VoiceLine } from '../features/sound/VoiceLine';

/** One recording of the server. */
export const voiceOf = ({ url, seconds }: FileRef) => (
  <VoiceLine source={url === null ? null : { url }} seconds={seconds ?? 0} />
);
