import { expect, test } from '@jest/globals';
import type { SoundEnd } from '../../platform/speaker';
import { Player } from './player';
import { clipsFor, lineAt, sentences, shareBefore } from './sound.core';

test('the recording wins, then the voice of the browser, then nothing', () => {
  const silent = { speaks: false };
  expect(clipsFor({ audio: ['/a.mp3'], text: '收到了' }, silent)).toEqual([{ src: '/a.mp3' }]);
  expect(clipsFor({ text: '别的话。再一句' }, { speaks: true })).toEqual([
    { say: '别的话。' },
    { say: '再一句' },
  ]);
  expect(clipsFor({ text: '别的话' }, silent)).toBeNull();
});

test('a text is spoken sentence by sentence', () => {
  expect(sentences('有难处就说。办得怎样，这里看！\n点一下')).toEqual([
    '有难处就说。',
    '办得怎样，这里看！',
    '点一下',
  ]);
});

test('the line that is read follows the sound, the last one to its end', () => {
  const lines = ['四个字。', '这一行有八个字吧。', '完了。'];
  expect([0, 0.2, 0.3, 0.7, 0.9, 1].map((share) => lineAt(lines, share))).toEqual([0, 0, 1, 1, 2, 2]);
});

test('pieces weigh as much as their words, recordings alike', () => {
  expect(shareBefore([{ say: '一二三' }, { say: '四' }], 1)).toBe(0.75);
  expect(shareBefore([{ src: 'a' }, { src: 'b' }], 1)).toBe(0.5);
  expect(shareBefore([], 0)).toBe(0);
});

class FakeSpeaker {
  readonly heard: string[] = [];
  end: (how: SoundEnd) => void = () => undefined;
  play = (src: string, rate: number): Promise<SoundEnd> => this.sound(`${src}@${rate}`);
  say = (words: string, rate: number): Promise<SoundEnd> => this.sound(`${words}@${rate}`);
  stop = (): void => this.end('stopped');
  private sound(what: string): Promise<SoundEnd> {
    this.heard.push(what);
    return new Promise((resolve) => {
      this.end = resolve;
    });
  }
}

const tick = (): Promise<void> => new Promise(setImmediate);

test('a second sound ends the first, whose rest is not heard', async () => {
  const speaker = new FakeSpeaker();
  const player = new Player(speaker);
  const [one, two] = [Symbol('one'), Symbol('two')];
  const first = player.play(one, [{ src: 'a' }, { src: 'b' }], 'normal');
  const second = player.play(two, [{ say: 'c' }], 'slow');
  expect(await first).toBe('stopped');
  expect(player.playing.get()?.key).toBe(two);
  speaker.end('ended');
  expect(await second).toBe('ended');
  expect([speaker.heard, player.playing.get()]).toEqual([['a@1', 'c@0.8'], null]);
});

test('the same button may start again at another pace', async () => {
  const speaker = new FakeSpeaker();
  const player = new Player(speaker);
  const key = Symbol('button');
  const first = player.play(key, [{ src: 'a' }], 'normal');
  const again = player.play(key, [{ src: 'a' }], 'slow');
  await first;
  await tick();
  expect(player.playing.get()?.key).toBe(key);
  speaker.end('ended');
  expect(await again).toBe('ended');
});

test('a clip that cannot be played ends the row', async () => {
  const speaker = new FakeSpeaker();
  const player = new Player(speaker);
  const playing = player.play(Symbol('x'), [{ src: 'a' }, { src: 'b' }], 'normal');
  speaker.end('failed');
  expect([await playing, speaker.heard, player.playing.get()]).toEqual(['failed', ['a@1'], null]);
});
