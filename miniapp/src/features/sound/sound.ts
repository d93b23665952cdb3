import { useCallback, useEffect, useRef, useState } from 'react';
import { blobs } from '../../platform/blobs';
import { usePageLeft } from '../../platform/lifecycle';
import { signal, useSignal } from '../../platform/signal';
import { speaker } from '../../platform/speaker';
import { storageKey } from '../../platform/storage';
import { Player } from './player';
import { clipsFor, type Clip, type PhraseBank, type Readable } from './sound.core';

const player = new Player(speaker);
const readAtOnceKey = storageKey<boolean>('readAtOnce');
const readAtOnce = signal(readAtOnceKey.read() ?? false);
const phrases = signal<PhraseBank>(new Map());

/** What a button of sound needs. */
export interface Sound {
  /** `false`: the button says 这台手机念不了. */
  readonly available: boolean;
  readonly state: 'idle' | 'playing';
  readonly secondsLeft: number | null;
  readonly pace: 'normal' | 'slow';
  /** Starts, or starts again from the beginning. */
  readonly play: () => void;
  readonly stop: () => void;
  /** 慢一点: from now on slower, from the beginning again while it plays. */
  readonly setPace: (pace: 'normal' | 'slow') => void;
  /** The last try made no sound: 没网，念不了。字还能看。 */
  readonly failed: boolean;
}

/** Registers recorded phrases and digits, once when the app opens. */
export function usePhrasesOf(bank: PhraseBank): void {
  useEffect(() => phrases.set(bank), [bank]);
}

function useSound(clips: (() => Promise<Clip[] | null>) | null): Sound {
  const [key] = useState(() => Symbol('sound'));
  const [pace, choosePace] = useState<Sound['pace']>('normal');
  const [failed, setFailed] = useState(false);
  const playing = useSignal(player.playing);
  const mine = playing?.key === key ? playing : null;
  const latest = useRef(clips);
  latest.current = clips;

  const start = useCallback(
    async (chosen: Sound['pace']) => {
      const found = (await latest.current?.()) ?? null;
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
}

/** 念给我听: recordings where there are some, else recorded phrases, else the browser's voice. */
export function useReadAloud(
  readable: Readable,
  { opens }: ReadAloudOptions = { opens: 'readsWhereWished' },
): Sound {
  const bank = useSignal(phrases);
  const speaks = useSignal(speaker.speaks);
  const clips = clipsFor(readable, bank, { speaks });
  const sound = useSound(clips && (() => Promise.resolve(clips)));
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

async function clipOf(source: { readonly url: string } | { readonly blob: string }): Promise<Clip[] | null> {
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
