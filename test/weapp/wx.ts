import { randomBytes } from 'node:crypto';
import {
  answerTo,
  fileSystem,
  innerAudio,
  recorder,
  USER_DATA_PATH,
  type Options,
  type PhoneFiles,
} from './files.js';
import type { Pulse } from './pulse.js';

/** What stays on a phone when the mini-program is closed, and who holds it. */
export interface Device {
  readonly storage: Map<string, unknown>;
  readonly files: PhoneFiles;
  /** Asked before every write to storage or to a file: `false` from a phone that has just died. */
  writes: () => boolean;
  /** Bytes that the phone has for each; WeChat gives 10 MB and 200 MB. */
  readonly room: { storage: number; files: number };
  /** Every sound that the phone has played, by its source. */
  readonly heard: string[];
  /** Where the server of the tests is; the bundle's own address stands for it. Nowhere while there is no network. */
  server: string;
  /** A one-use code of wx.login. */
  readonly login: () => string;
  /** What is said whenever the microphone is open, for so many milliseconds. */
  readonly tape: { readonly bytes: Uint8Array<ArrayBuffer>; readonly duration: number };
}

/** How pages follow each other. */
export interface Navigation {
  open(url: string): void;
  replace(url: string): void;
  start(url: string): void;
  back(pages: number): void;
}

type Call = (options?: Options) => unknown;

const MOST_REQUESTS = 10;

const methods = ['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'CONNECT'];

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

async function ask(url: URL, init: RequestInit): Promise<{ statusCode: number; data: unknown }> {
  const answer = await fetch(url, init);
  return { statusCode: answer.status, data: parsed(await answer.text()) };
}

/** WeChat lets ten requests run at once; what comes then waits for its turn there, behind whatever is slow. Here it is a fault. */
function poolOf(pulse: Pulse): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  return async (work) => {
    running += 1;
    const now = running;
    pulse.guard(() => {
      if (now > MOST_REQUESTS) throw new Error(`${now} requests at once`);
    });
    return work().finally(() => (running -= 1));
  };
}

/** wx.request, wx.uploadFile and wx.downloadFile: an answer of 500 is a success to WeChat. */
function network(device: Device, pulse: Pulse): Record<string, Call> {
  const { files } = device;
  const here = (url: unknown): URL => {
    const { pathname, search } = new URL(String(url));
    return new URL(pathname + search, device.server);
  };
  const ten = poolOf(pulse);
  const send = (options: Options, url: URL, init: RequestInit, read: (data: unknown) => unknown): object => {
    void pulse
      .during(ten(() => ask(url, init)))
      .then(({ statusCode, data }) => answerTo(pulse, options, { statusCode, data: read(data), header: {} }))
      .catch((error: Error) => answerTo(pulse, options, error));
    return { abort: () => undefined };
  };
  const request = (options: Options = {}): unknown => {
    const { url, method = 'GET', data, header } = options as Options & { method?: string };
    if (!methods.includes(method)) return answerTo(pulse, options, new Error(`method ${method}`));
    const body = method === 'GET' ? undefined : JSON.stringify(data);
    return send(options, here(url), { method, headers: header as HeadersInit, body }, (answer) => answer);
  };
  const uploadFile = (options: Options = {}): unknown => {
    const { url, filePath, name, formData, header } = options as Options & { formData?: object };
    const bytes = files.get(String(filePath));
    if (!bytes) return answerTo(pulse, options, new Error('file not found'));
    const form = new FormData();
    for (const [key, value] of Object.entries(formData ?? {})) form.set(key, String(value));
    form.set(String(name), new Blob([bytes]), 'file');
    const init = { method: 'POST', headers: header as HeadersInit, body: form };
    return send(options, here(url), init, (answer) => JSON.stringify(answer));
  };
  // An answer of 404 is a success, too, and its page is the file.
  const fetched = async (url: URL): Promise<object> => {
    const answer = await fetch(url);
    const tempFilePath = `wxfile://tmp_${randomBytes(8).toString('hex')}`;
    files.set(tempFilePath, new Uint8Array(await answer.arrayBuffer()));
    return { statusCode: answer.status, tempFilePath };
  };
  const downloadFile = (options: Options = {}): unknown => {
    void pulse
      .during(ten(() => fetched(here(options.url))))
      .then((result) => answerTo(pulse, options, result))
      .catch((error: Error) => answerTo(pulse, options, error));
    return { abort: () => undefined };
  };
  return { request, uploadFile, downloadFile } as Record<string, Call>;
}

function keeping(device: Device): Record<string, unknown> {
  const { storage, room } = device;
  return {
    getStorageSync: (key: string) => storage.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => {
      if (!device.writes()) return;
      const others = [...storage].filter(([name]) => name !== key).map(([, text]) => String(text).length);
      if (others.reduce((sum, size) => sum + size, String(value).length) > room.storage)
        throw new Error('setStorageSync:fail exceed storage max size');
      storage.set(key, value);
    },
    removeStorageSync: (key: string) => void (device.writes() && storage.delete(key)),
    getStorageInfoSync: () => ({ keys: [...storage.keys()], currentSize: 1, limitSize: 10_240 }),
  };
}

// An iPhone with a notch: bars and capsule are where pages that draw their own bar must leave room.
const screen = {
  windowWidth: 375,
  windowHeight: 812,
  screenWidth: 375,
  screenHeight: 812,
  statusBarHeight: 44,
  pixelRatio: 3,
  safeArea: { left: 0, right: 375, top: 44, bottom: 778, width: 375, height: 734 },
};

function machine(): Record<string, unknown> {
  return {
    env: { USER_DATA_PATH },
    getWindowInfo: () => screen,
    getAppBaseInfo: () => ({ SDKVersion: '3.8.0', language: 'zh_CN', fontSizeScaleFactor: 1 }),
    getDeviceInfo: () => ({ platform: 'ios', brand: 'iPhone', system: 'iOS 16.0' }),
    getSystemInfoSync: () => ({ ...screen, platform: 'ios', SDKVersion: '3.8.0', fontSizeSetting: 16 }),
    getMenuButtonBoundingClientRect: () => ({ left: 278, right: 365, top: 48, width: 87, height: 32 }),
    getUpdateManager: () => ({ applyUpdate: () => undefined }),
    nextTick: (work: () => void) => void Promise.resolve().then(work),
    onAppShow: () => undefined,
    onAppHide: () => undefined,
    onNetworkStatusChange: () => undefined,
    canIUse: () => true,
  };
}

/** A canvas that takes every stroke. */
function canvas(pulse: Pulse): object {
  const pen: object = new Proxy({}, { get: () => () => undefined, set: () => true });
  const node = { width: 0, height: 0, getContext: () => pen };
  const query = {
    select: () => query,
    fields: () => query,
    exec: (told: (found: object[]) => void) => pulse.soon(() => told([{ node, width: 340, height: 180 }])),
  };
  return query;
}

/** Calls that always work and whose answer never changes. */
const plain: Readonly<Record<string, object>> = {
  getNetworkType: { networkType: 'wifi' },
  getSetting: { authSetting: { 'scope.record': true } },
  authorize: {},
  setNavigationBarTitle: {},
  setTabBarBadge: {},
  removeTabBarBadge: {},
  setInnerAudioOption: {},
  hideHomeButton: {},
};

/** One photo of the album. */
function album({ files }: Device, pulse: Pulse): Record<string, Call> {
  return {
    // Taro leaves this one as it is, and WeChat answers with a promise whoever brings no callbacks.
    chooseMedia: () => {
      const tempFilePath = `wxfile://tmp_${randomBytes(8).toString('hex')}.jpg`;
      files.set(tempFilePath, new Uint8Array(1_000));
      return new Promise((resolve) =>
        pulse.soon(() => resolve({ tempFiles: [{ tempFilePath, size: 1_000 }] })),
      );
    },
    getImageInfo: (options) => answerTo(pulse, options, { width: 800, height: 600 }),
    compressImage: (options = {}) => answerTo(pulse, options, { tempFilePath: options.src }),
  };
}

function moving(navigation: Navigation, pulse: Pulse): Record<string, Call> {
  const by =
    (move: (options: Options) => void): Call =>
    (options = {}) => {
      pulse.soon(() => move(options));
      answerTo(pulse, options, {});
    };
  const url = (options: Options): string => String(options.url);
  return {
    navigateTo: by((options) => navigation.open(url(options))),
    redirectTo: by((options) => navigation.replace(url(options))),
    reLaunch: by((options) => navigation.start(url(options))),
    switchTab: by((options) => navigation.start(url(options))),
    navigateBack: by(({ delta }) => navigation.back(Number(delta ?? 1))),
  };
}

/** The global `wx`: what the mini-program uses of it. What is not here is undefined, as on an old phone. */
export function weChat(device: Device, pulse: Pulse, navigation: Navigation): Record<string, unknown> {
  const always = Object.entries(plain).map(
    ([name, result]) => [name, (options?: Options) => answerTo(pulse, options, result)] as const,
  );
  const manager = recorder(device.files, pulse, device.tape);
  const chance = (length: number): ArrayBuffer => new Uint8Array(randomBytes(length)).buffer;
  return {
    ...machine(),
    ...keeping(device),
    ...Object.fromEntries(always),
    ...network(device, pulse),
    ...album(device, pulse),
    ...moving(navigation, pulse),
    getFileSystemManager: () => fileSystem(device, pulse),
    getRecorderManager: () => manager,
    createInnerAudioContext: () => innerAudio(device, pulse),
    createSelectorQuery: () => canvas(pulse),
    login: (options: Options) => answerTo(pulse, options, { code: device.login() }),
    getRandomValues: (options: Options) =>
      answerTo(pulse, options, { randomValues: chance(Number(options.length)) }),
  };
}
