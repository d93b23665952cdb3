import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';

/** What goes to WeChat: its files by their paths, with `/` on every machine. */
export type Bundle = ReadonlyMap<string, Buffer>;

interface AppJson {
  readonly pages: readonly string[];
  readonly subPackages?: readonly { readonly root: string; readonly pages: readonly string[] }[];
  readonly tabBar?: { readonly list: readonly TabItem[] };
  readonly requiredPrivateInfos?: readonly string[];
  readonly lazyCodeLoading?: string;
}

interface TabItem {
  readonly pagePath: string;
  readonly iconPath: string;
  readonly selectedIconPath: string;
}

/** The bundle that the tests were given. */
export function builtBundle(): Bundle {
  const dir = process.env.WEAPP_DIR ?? '';
  const paths = readdirSync(dir, { recursive: true, encoding: 'utf8' });
  const files = paths.filter((path) => statSync(join(dir, path)).isFile());
  return new Map(files.map((path) => [path.split(sep).join('/'), readFileSync(join(dir, path))]));
}

/** A bundle made up in a test. */
export function bundleOf(files: Readonly<Record<string, string>>): Bundle {
  return new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)]));
}

export function textOf(bundle: Bundle, path: string): string {
  return bundle.get(path)?.toString('utf8') ?? '';
}

/** The texts whose path ends so. */
export function textsOf(bundle: Bundle, ending: string): readonly (readonly [path: string, text: string])[] {
  return [...bundle.keys()]
    .filter((path) => path.endsWith(ending))
    .map((path) => [path, textOf(bundle, path)]);
}

export function appJson(bundle: Bundle): AppJson {
  return JSON.parse(textOf(bundle, 'app.json')) as AppJson;
}

/** Every page that app.json names, those of the sub-packages too. */
export function pagesOf(bundle: Bundle): string[] {
  const { pages, subPackages = [] } = appJson(bundle);
  return [
    ...pages,
    ...subPackages.flatMap(({ root, pages: names }) => names.map((name) => `${root}/${name}`)),
  ];
}
