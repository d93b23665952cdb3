import type { Pulse } from './pulse.js';

/** What WeChat's calls take: who is told, and how it went. */
export interface Options {
  readonly success?: (result: object) => void;
  readonly fail?: (result: { errMsg: string }) => void;
  readonly complete?: (result: object) => void;
  readonly [name: string]: unknown;
}

/** Answers a call of WeChat later, as WeChat does. */
export function answerTo(pulse: Pulse, options: Options | undefined, result: object | Error): void {
  pulse.soon(() => {
    const failed = result instanceof Error;
    const answer = failed ? { errMsg: `fail ${result.message}` } : { errMsg: 'ok', ...result };
    if (failed) options?.fail?.(answer as { errMsg: string });
    else options?.success?.(answer);
    options?.complete?.(answer);
  });
}

/** Where a mini-program may keep files. */
export const USER_DATA_PATH = 'wxfile://usr';

/** The files of one mini-program on one phone; they outlive a restart. */
export type PhoneFiles = Map<string, Uint8Array<ArrayBuffer>>;

/** wx.getFileSystemManager(), as far as a page may use it. */
export function fileSystem(
  { files, room, writes }: { files: PhoneFiles; room: { files: number }; writes: () => boolean },
  pulse: Pulse,
): object {
  const used = (): number =>
    [...files].reduce((sum, [path, { length }]) => sum + (path.startsWith(USER_DATA_PATH) ? length : 0), 0);
  const answer = (options: Options, result: object | null): void =>
    answerTo(pulse, options, result ?? new Error('no such file or directory'));
  const at = (options: Options, name: string): string => String(options[name]);
  return {
    mkdir: (options: Options) => answer(options, {}),
    stat: (options: Options) => {
      const file = files.get(at(options, 'path'));
      answer(options, file ? { stats: { size: file.length } } : null);
    },
    copyFile: (options: Options) => {
      const file = files.get(at(options, 'srcPath'));
      const fits = file !== undefined && used() + file.length <= room.files;
      if (fits && writes()) files.set(at(options, 'destPath'), file);
      answer(options, fits ? {} : null);
    },
    saveFile: (options: Options) => {
      const [from, to] = [at(options, 'tempFilePath'), at(options, 'filePath')];
      const file = files.get(from);
      if (file && writes()) files.set(to, file);
      files.delete(from);
      answer(options, file ? { savedFilePath: to } : null);
    },
    rmdir: (options: Options) => {
      for (const path of files.keys()) if (path.startsWith(`${at(options, 'dirPath')}/`)) files.delete(path);
      answer(options, {});
    },
    unlink: (options: Options) =>
      answer(options, writes() && files.delete(at(options, 'filePath')) ? {} : null),
    readdir: (options: Options) => {
      const folder = `${at(options, 'dirPath')}/`;
      const names = [...files.keys()].filter((path) => path.startsWith(folder));
      answer(options, { files: names.map((path) => path.slice(folder.length)) });
    },
  };
}

/** wx.createInnerAudioContext(): a sound is over as soon as it began, and is heard where there is such a file. */
export function innerAudio({ files, heard }: { files: PhoneFiles; heard: string[] }, pulse: Pulse): object {
  const told = new Map<string, () => void>();
  const on = (name: string) => (listener: () => void) => void told.set(name, listener);
  const audio = {
    src: '',
    onEnded: on('ended'),
    onError: on('error'),
    onTimeUpdate: on('time'),
    play: () => {
      const there = files.has(audio.src);
      if (there) heard.push(audio.src);
      pulse.soon(() => told.get(there ? 'ended' : 'error')?.());
    },
    destroy: () => undefined,
  };
  return audio;
}

interface Tape {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Milliseconds. */
  readonly duration: number;
}

/** wx.getRecorderManager() before somebody who always says the same. */
export function recorder(files: PhoneFiles, pulse: Pulse, tape: Tape): object {
  const told = new Map<string, (result: object) => void>();
  const tell = (name: string, result: object): void => pulse.soon(() => told.get(name)?.(result));
  const on = (name: string) => (listener: (result: object) => void) => void told.set(name, listener);
  return {
    onStart: on('start'),
    onStop: on('stop'),
    onInterruptionBegin: on('interruption'),
    onError: on('error'),
    start: () => tell('start', {}),
    stop: () => {
      const tempFilePath = `wxfile://tmp_${files.size}.mp3`;
      files.set(tempFilePath, tape.bytes);
      tell('stop', { tempFilePath, duration: tape.duration, fileSize: tape.bytes.length });
    },
  };
}
