import { isAbsolute } from 'node:path';
import { parse } from 'acorn';
import { appJson, pagesOf, textOf, textsOf, type Bundle } from './bundle.js';
import { isYounger, membersSince } from './library.js';

const MAIN_BYTES = 1.2 * 1024 * 1024;
const PACKAGE_BYTES = 2 * 1024 * 1024;

/** Places of WeChat's list of private interfaces: each must be named in app.json where it is used, and only there. */
const privateInfos = [
  'chooseAddress',
  'chooseLocation',
  'choosePoi',
  'getFuzzyLocation',
  'getLocation',
  'onLocationChange',
  'startLocationUpdate',
  'startLocationUpdateBackground',
];

/** What of a person each interface takes, in the words of the console's 用户隐私保护指引 (WeChat's 小程序隐私协议开发指南). One whose kind is not declared there fails with errno 112. */
const privateData: Readonly<Record<string, RegExp>> = {
  照片或视频: /\.(?:chooseImage|chooseMedia|chooseVideo)\(/,
  选中的文件: /\.chooseMessageFile\(/,
  麦克风: /\.getRecorderManager\(/,
  摄像头: /\.(?:createCameraContext|createVKSession)\(/,
  位置: /\.(?:getLocation|getFuzzyLocation|startLocationUpdate)\(/,
  选择的位置: /\.(?:chooseLocation|choosePoi)\(/,
  地址: /\.chooseAddress\(/,
  手机号: /openType:\s?"[^"]*getPhoneNumber/,
  头像昵称: /openType:\s?"[^"]*chooseAvatar|type:\s?"nickname"|\.getUserProfile\(/,
  '相册（仅写入）': /\.(?:saveImageToPhotosAlbum|saveVideoToPhotosAlbum)\(/,
  '通讯录（仅写入）': /\.addPhoneContact\(/,
  日历: /\.(?:addPhoneCalendar|addPhoneRepeatCalendar)\(/,
  剪切板: /\.(?:getClipboardData|setClipboardData)\(/,
  加速传感器: /\.startAccelerometer\(/,
  磁场传感器: /\.startCompass\(/,
  方向传感器: /\.startDeviceMotionListening\(/,
  陀螺仪传感器: /\.startGyroscope\(/,
  蓝牙: /\.openBluetoothAdapter\(/,
};

const spoken = ['aria-role', 'aria-label', 'aria-live', 'aria-hidden'];

/** What stands in miniapp/declared.json: it is written into the console by hand, which no program of ours can reach. */
export interface Declared {
  /** 基础库最低版本: phones with an older one are sent to update WeChat. */
  readonly minLibVersion: string;
  /** Kinds of data of the 用户隐私保护指引, each with what it is for. */
  readonly privacy: readonly { readonly type: string; readonly purpose: string }[];
}

/** What a bundle does that WeChat or an old phone would not take; one sentence each. */
type Gate = (bundle: Bundle) => string[];

const sizes: Gate = (bundle) => {
  const roots = (appJson(bundle).subPackages ?? []).map(({ root }) => root);
  const bytes = new Map<string, number>();
  for (const [path, content] of bundle) {
    const home = roots.find((root) => path.startsWith(`${root}/`)) ?? '';
    bytes.set(home, (bytes.get(home) ?? 0) + content.length);
  }
  return [...bytes]
    .filter(([root, size]) => size > (root === '' ? MAIN_BYTES : PACKAGE_BYTES))
    .map(([root, size]) => `${root || 'the main package'} has ${size} bytes`);
};

const pages: Gate = (bundle) =>
  pagesOf(bundle).flatMap((page) =>
    ['js', 'json', 'wxml']
      .filter((ending) => !bundle.has(`${page}.${ending}`))
      .map((ending) => `${page}.${ending} is missing`),
  );

const tabs: Gate = (bundle) => {
  const { tabBar, pages: main } = appJson(bundle);
  const list = tabBar?.list ?? [];
  const icons = list.flatMap(({ iconPath, selectedIconPath }) => [iconPath, selectedIconPath]);
  return [
    ...icons.filter((icon) => !bundle.has(icon)).map((icon) => `${icon} is missing`),
    ...list
      .filter(({ pagePath }) => !main.includes(pagePath))
      .map(({ pagePath }) => `${pagePath} is a tab outside the main package`),
  ];
};

const voices: Gate = (bundle) => {
  const templates = textOf(bundle, 'base.wxml');
  return spoken
    .filter((name) => !templates.includes(`${name}="{{`))
    .map((name) => `no template carries ${name}`);
};

// A pressed state by :active sticks on phones; WeChat's own check counts each.
const pressed: Gate = (bundle) =>
  textsOf(bundle, '.wxss')
    .filter(([, text]) => /:active\b/.test(text))
    .map(([path]) => `${path} uses :active`);

const privacy: Gate = (bundle) => {
  const named = appJson(bundle).requiredPrivateInfos ?? [];
  const code = textsOf(bundle, '.js').filter(([path]) => path !== 'taro.js');
  const used = privateInfos.filter((name) => code.some(([, text]) => new RegExp(`\\.${name}\\(`).test(text)));
  return [
    ...used.filter((name) => !named.includes(name)).map((name) => `${name} is used but not named`),
    ...named.filter((name) => !used.includes(name)).map((name) => `${name} is named but not used`),
  ];
};

// Taro's own runtime asks before it calls; everything else is ours or a package's.
const ownCode = (bundle: Bundle): readonly string[] =>
  textsOf(bundle, '.js').flatMap(([path, text]) => (path === 'taro.js' ? [] : [text]));

const console =
  ({ privacy: declared }: Declared): Gate =>
  (bundle) => {
    const code = ownCode(bundle);
    const taken = Object.entries(privateData).filter(([, uses]) => code.some((text) => uses.test(text)));
    const [used, named] = [taken.map(([type]) => type), declared.map(({ type }) => type)];
    return [
      ...used.filter((type) => !named.includes(type)).map((type) => `${type} is taken but not declared`),
      ...named.filter((type) => !used.includes(type)).map((type) => `${type} is declared but not taken`),
      ...declared.filter(({ purpose }) => purpose === '').map(({ type }) => `${type} is for nothing`),
    ];
  };

const library =
  ({ minLibVersion }: Declared): Gate =>
  (bundle) => {
    const code = ownCode(bundle);
    return [...membersSince()]
      .filter(([, version]) => isYounger(version, minLibVersion))
      .filter(([name]) => code.some((text) => new RegExp(`\\.${name}(?:\\(|=[^=])`).test(text)))
      .map(([name, version]) => `${name} is there since ${version} only`);
  };

const lazy: Gate = (bundle) =>
  appJson(bundle).lazyCodeLoading === 'requiredComponents' ? [] : ['lazyCodeLoading is not set'];

// The machine that builds is nobody's business, and a source map gives the sources away.
const traces =
  (machine: string): Gate =>
  (bundle) => {
    const maps = [...bundle.keys()].filter((path) => path.endsWith('.map'));
    const told = [...bundle.keys()].filter((path) => {
      const text = /\.(js|json|wxml|wxss|wxs|txt)$/.test(path) ? textOf(bundle, path) : '';
      return text.includes('sourceMappingURL=') || (isAbsolute(machine) && text.includes(machine));
    });
    return [...maps, ...told].map((path) => `${path} leads to the sources`);
  };

// ios >= 10, android >= 5 and chrome >= 60 of miniapp/package.json have this much in common.
const syntax: Gate = (bundle) =>
  textsOf(bundle, '.js').flatMap(([path, text]) => {
    try {
      parse(text, { ecmaVersion: 2015, sourceType: 'script' });
      return [];
    } catch (error) {
      return [`${path}: ${String(error)}`];
    }
  });

/** The gates by name; `machine` is the folder in which the bundle was built. */
export const gatesOn = (machine: string, declared: Declared): Readonly<Record<string, Gate>> => ({
  sizes,
  pages,
  tabs,
  voices,
  pressed,
  privacy,
  console: console(declared),
  library: library(declared),
  lazy,
  traces: traces(machine),
  syntax,
});
