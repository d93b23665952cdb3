import { signal } from './signal';
import type { SoundEnd, Speaker } from './speaker';

let stopCurrent = (): void => undefined;

function chineseVoice(): SpeechSynthesisVoice | undefined {
  // Some browsers in WeChat on Android have no speechSynthesis at all.
  const voices = 'speechSynthesis' in window ? speechSynthesis.getVoices() : [];
  return (
    voices.find(({ lang }) => /^(zh[-_]CN|cmn)/i.test(lang)) ?? voices.find(({ lang }) => /^zh/i.test(lang))
  );
}

const speaks = signal(chineseVoice() !== undefined);
if ('speechSynthesis' in window) {
  // The list of voices comes after the page.
  speechSynthesis.addEventListener('voiceschanged', () => speaks.set(chineseVoice() !== undefined));
}

function play(src: string, rate: number, onSecondsLeft: (seconds: number) => void): Promise<SoundEnd> {
  stopCurrent();
  return new Promise((resolve) => {
    const audio = new Audio(src);
    const end = (how: SoundEnd): void => {
      stopCurrent = () => undefined;
      audio.onended = null;
      audio.onerror = null;
      audio.pause();
      resolve(how);
    };
    stopCurrent = () => end('stopped');
    audio.onended = () => end('ended');
    audio.onerror = () => end('failed');
    audio.ontimeupdate = () => {
      const left = (audio.duration - audio.currentTime) / rate;
      if (Number.isFinite(left)) onSecondsLeft(Math.ceil(left));
    };
    audio.playbackRate = rate;
    audio.play().catch(() => end('failed'));
  });
}

function say(words: string, rate: number): Promise<SoundEnd> {
  stopCurrent();
  const voice = chineseVoice();
  if (!voice) return Promise.resolve('failed');
  return new Promise((resolve) => {
    const utterance = new SpeechSynthesisUtterance(words);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.rate = rate;
    const end = (how: SoundEnd): void => {
      stopCurrent = () => undefined;
      resolve(how);
    };
    stopCurrent = () => {
      end('stopped');
      speechSynthesis.cancel();
    };
    utterance.onend = () => end('ended');
    utterance.onerror = () => end('failed');
    speechSynthesis.speak(utterance);
  });
}

/** The browser's loudspeaker, with its own Chinese voice where it has one. */
export const speaker: Speaker = { speaks, play, say, stop: () => stopCurrent() };
