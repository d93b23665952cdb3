import { clipName } from '@songtao/shared/voice/cut.js';
import { useCallback, useEffect, useRef, useState } from 'react';
import { blobs } from '../../platform/blobs';
import { usePageLeft } from '../../platform/lifecycle';
import { keptPhrases } from '../../platform/phrases';
import { signal, useSignal } from '../../platform/signal';
import { speaker } from '../../platform/speaker';
import { storageKey } from '../../platform/storage';
import { Player, slowRate } from './player';
import { clipsFor, secondsToSay, shareBefore, type Clip, type Readable, type Sounding } from './sound.core';

const player = new Player(speaker);
const readAtOnceKey = storageKey<boolean>('readAtOnce');
const readAtOnce = signal(readAtOnceKey.read() ?? false);

/** What a button of sound needs. */
export interface Sound {
  /** `false`: the button says 这台手机念不了. */
  readonly available: boolean;
  readonly state: 'idle' | 'playing';
  readonly secondsLeft: number | null;
  /** Which clip sounds; 0 in silence. */
  readonly clip: number;
  readonly pace: 'normal' | 'slow';
  /** Starts, or starts again from the beginning. */
  readonly play: () => void;
  readonly stop: () => void;
  /** 慢一点: from now on slower, from the beginning again while it plays. */
  readonly setPace: (pace: 'normal' | 'slow') => void;
  /** The last try made no sound: 没网，念不了。字还能看。 */
  readonly failed: boolean;
}

function useSound(clips: (() => Promise<Sounding[] | null>) | null): Sound {
  const [key] = useState(() => Symbol('sound'));
  const [pace, choosePace] = useState<Sound['pace']>('normal');
  const [failed, setFailed] = useState(false);
  const playing = useSignal(player.playing);
  const mine = playing?.key === key ? playing : null;
  const latest = useRef(clips);
  latest.current = clips;

  const start = useCallback(
    async (chosen: Sound['pace']) => {
      const found = (await latest.current?.().catch(() => null)) ?? null;
      setFailed(found === null || (await player.play(key, found, chosen)) === 'failed');
    },
    [key],
  );
  const stop = useCallback(() => {
    if (player.playing.get()?.key === key) player.stop();
  }, [key]);
  const play = useCallback(() => void start(pace), [start, pace]);
  const setPace = (chosen: Sound['pace']): void => {
    choosePace(chosen);
    if (mine) void start(chosen);
  };
  usePageLeft(stop);
  useEffect(() => stop, [stop]);

  return {
    available: clips !== null,
    state: mine ? 'playing' : 'idle',
    secondsLeft: mine?.secondsLeft ?? null,
    clip: mine?.clip ?? 0,
    pace,
    play,
    stop,
    setPace,
    failed,
  };
}

/** A page that may be read by itself when it opens, and one (names on a public notice) that waits for a tap. */
export interface ReadAloudOptions {
  readonly opens: 'readsWhereWished' | 'silent';
  /** Addresses of recordings are good for minutes: asked for anew right before they are played. */
  readonly renew?: (() => Promise<readonly string[]>) | undefined;
}

/** Fetches the phrases that this phone has not kept yet; throws without a network. */
async function sounding(clips: readonly Clip[]): Promise<Sounding[]> {
  const names = clips.flatMap((clip) => ('phrase' in clip ? [clipName(clip.phrase)] : []));
  const sounds = await keptPhrases(names);
  return clips.map((clip) => ('phrase' in clip ? { src: sounds.get(clipName(clip.phrase)) ?? '' } : clip));
}

function useClips(readable: Readable, renew: ReadAloudOptions['renew']) {
  const speaks = useSignal(speaker.speaks);
  const clips = clipsFor(readable, { speaks });
  const recorded = (readable.audio ?? []).length > 0;
  const load = async (): Promise<Sounding[] | null> => {
    const { text } = readable;
    const found = recorded && renew ? clipsFor({ text, audio: await renew() }, { speaks }) : clips;
    return found && sounding(found);
  };
  return { clips, load };
}

/** 念给我听: a recording where there is one, else recorded phrases, else the browser's voice. */
export function useReadAloud(
  readable: Readable,
  { opens, renew }: ReadAloudOptions = { opens: 'readsWhereWished' },
): Sound {
  const { clips, load } = useClips(readable, renew);
  const sound = useSound(clips && load);
  const atOnce = useSignal(readAtOnce) && opens === 'readsWhereWished' && sound.available;
  const { play } = sound;
  const begun = useRef(false);
  useEffect(() => {
    if (!atOnce || begun.current) return;
    begun.current = true;
    play();
  }, [atOnce, play]);
  return sound;
}

async function clipOf(
  source: { readonly url: string } | { readonly blob: string },
): Promise<Sounding[] | null> {
  if ('url' in source) return [{ src: source.url }];
  const blob = await blobs.get(source.blob);
  return blob && [{ src: blob.src }];
}

/** Plays one recording: from an address, or one that still lies on this phone. `null`: there is none yet. */
export function useVoicePlayer(source: { readonly url: string } | { readonly blob: string } | null): Sound {
  return useSound(source && (() => clipOf(source)));
}

/** 打开就念 */
export function useReadAtOnce(): readonly [boolean, (wished: boolean) => void] {
  const wished = useSignal(readAtOnce);
  const choose = useCallback((next: boolean) => {
    readAtOnceKey.write(next);
    readAtOnce.set(next);
  }, []);
  return [wished, choose];
}

/** What a ListenBar shows besides: how long it takes at this pace, and how much was heard. */
export interface Progress {
  readonly seconds: number;
  /** 0 to 1; `null` in silence. */
  readonly share: number | null;
}

/** How far the reading is: to the second in one recording, else by the pieces that were said. */
export function useProgress(sound: Sound, readable: Readable, recorded: number | null): Progress {
  const { clips } = useClips(readable, undefined);
  const rate = sound.pace === 'slow' ? slowRate : 1;
  const seconds = (recorded ?? secondsToSay(readable.text)) / rate;
  if (sound.state === 'idle') return { seconds, share: null };
  const { secondsLeft, clip } = sound;
  const share = secondsLeft === null ? shareBefore(clips ?? [], clip) : 1 - secondsLeft / seconds;
  return { seconds, share: Math.min(Math.max(share, 0), 1) };
}
