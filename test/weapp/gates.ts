import { isAbsolute } from 'node:path';
import { parse } from 'acorn';
import { appJson, pagesOf, textOf, textsOf, type Bundle } from './bundle.js';

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
const spoken = ['aria-role', 'aria-label', 'aria-live', 'aria-hidden'];

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
export const gatesOn = (machine: string): Readonly<Record<string, Gate>> => ({
  sizes,
  pages,
  tabs,
  voices,
  pressed,
  privacy,
  lazy,
  traces: traces(machine),
  syntax,
});
