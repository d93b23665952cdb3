import { signal } from '../../platform/signal';
import type { SoundEnd, Speaker } from '../../platform/speaker';
import type { Sounding } from './sound.core';

/** What sounds now. */
export interface Playing {
  /** Whose sound it is: a key that its button made. */
  readonly key: symbol;
  /** Which of its clips. */
  readonly clip: number;
  /** Seconds to its end, where one recording is all of it. */
  readonly secondsLeft: number | null;
}

export const slowRate = 0.8;

/** One sound at a time in the whole app: a second one ends the first. */
export class Player {
  readonly playing = signal<Playing | null>(null);
  private turn = 0;

  constructor(private readonly speaker: Pick<Speaker, 'play' | 'say' | 'stop'>) {}

  /** Plays the clips one after the other and answers how it ended. */
  async play(key: symbol, clips: readonly Sounding[], pace: 'normal' | 'slow'): Promise<SoundEnd> {
    this.stop();
    const turn = this.turn;
    const show = (clip: number, secondsLeft: number | null): void => {
      if (turn === this.turn) this.playing.set({ key, clip, secondsLeft });
    };
    show(0, null);
    const end = await this.sound(clips, pace === 'slow' ? slowRate : 1, show);
    if (turn === this.turn) this.playing.set(null);
    return end;
  }

  stop(): void {
    this.turn += 1;
    this.playing.set(null);
    this.speaker.stop();
  }

  private async sound(
    clips: readonly Sounding[],
    rate: number,
    show: (clip: number, secondsLeft: number | null) => void,
  ): Promise<SoundEnd> {
    const turn = this.turn;
    for (const [at, clip] of clips.entries()) {
      const { play, say } = this.speaker;
      const onSecondsLeft = (left: number): void => show(at, clips.length === 1 ? left : null);
      show(at, null);
      const end = 'src' in clip ? await play(clip.src, rate, onSecondsLeft) : await say(clip.say, rate);
      if (turn !== this.turn) return 'stopped';
      if (end !== 'ended') return end;
    }
    return 'ended';
  }
}
