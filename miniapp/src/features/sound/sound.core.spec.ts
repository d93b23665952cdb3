import { expect, test } from '@jest/globals';
import type { SoundEnd } from '../../platform/speaker';
import { Player } from './player';
import { clipsFor, lineAt, sentences, shareBefore } from './sound.core';

const silent = { speaks: false };
const speaking = { speaks: true };

test('the recording wins, then recorded phrases, then the voice of the phone, then nothing', () => {
  expect(clipsFor({ audio: ['/a.mp3'], text: '收到了' }, silent)).toEqual([{ src: '/a.mp3' }]);
  const fixed = { text: '收到了。11月24日 周二前，给您回话' };
  const phrases = ['收到了', '十一', '月', '二十四', '日', '周二', '前', '给您回话'];
  for (const phone of [silent, speaking])
    expect(clipsFor(fixed, phone)).toEqual(phrases.map((phrase) => ({ phrase })));
  expect(clipsFor({ text: '我们明儿赶场。你莫忘了' }, speaking)).toEqual([
    { say: '我们明儿赶场。' },
    { say: '你莫忘了' },
  ]);
  expect(clipsFor({ text: '我们明儿赶场' }, silent)).toBeNull();
  expect(clipsFor({ text: '' }, silent)).toBeNull();
});

test('a name is the phone’s to say; where that cannot speak, one looks at it', () => {
  const text = '收到了。李建国、赵桂芳会联系您';
  expect(clipsFor({ text }, speaking)).toEqual([{ say: '收到了。' }, { say: '李建国、赵桂芳会联系您' }]);
  const heard = ['收到了', '这几个字请看屏幕', '会联系您'].map((phrase) => ({ phrase }));
  expect(clipsFor({ text }, silent)).toEqual(heard);
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
  expect(shareBefore([{ phrase: '一二三' }, { phrase: '四' }], 1)).toBe(0.75);
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
