import { dirname, posix, relative, sep } from 'node:path';
import { laws } from './import-laws.mjs';

/** @typedef {{ law: string, of: RegExp, may: (own: string) => RegExp[], never: (own: string) => RegExp[] }} Compiled */

/** `*` stays within a folder, `**` does not, `{a,b}` is either, `<own>` a name. @param {string} glob */
const source = (glob) =>
  glob
    .replace(/[.+^$()|[\]\\]/g, '\\$&')
    .replace(/\{([^{}]*)\}/g, (_, names) => `(?:${names.replaceAll(',', '|')})`)
    .replace(/\*+/g, (stars) => (stars.length > 1 ? '.*' : '[^/]*'));

/** @param {readonly string[]} globs */
const target = (globs) => (/** @type {string} */ own) =>
  globs.map((glob) => new RegExp(`^${source(glob.replaceAll('<own>', own))}$`));

/** @type {Compiled[]} */
const compiled = laws.map(({ law, of, may, never = [] }) => ({
  law,
  of: new RegExp(`^${source(of).replace('<own>', '(?<own>[^/]+)')}$`),
  may: target(may),
  never: target(never),
}));

const bare = (/** @type {string} */ path) => path.replace(/\.(?:d\.ts|[cm]?[jt]sx?)$/, '');

/** @param {string} file @param {string} specifier */
function resolve(file, specifier) {
  if (specifier.startsWith('@songtao/')) return bare(specifier.replace(/^@songtao\/(\w+)\//, '$1/src/'));
  if (specifier.startsWith('.')) return bare(posix.normalize(posix.join(dirname(file), specifier)));
  return `npm:${specifier}`;
}

/**
 * The name of the law that forbids this file (from the root of the project) to import this, if one does.
 * @param {string} file
 * @param {string} specifier
 */
export function brokenLaw(file, specifier) {
  const name = bare(file);
  const law = compiled.find(({ of }) => of.test(name));
  if (!law) return 'a file that no law knows';
  const own = law.of.exec(name)?.groups?.own ?? '';
  const to = resolve(file, specifier);
  const hit = (/** @type {RegExp[]} */ patterns) => patterns.some((pattern) => pattern.test(to));
  return hit(law.may(own)) && !hit(law.never(own)) ? undefined : law.law;
}

const importLaw = {
  create(/** @type {any} */ context) {
    const file = relative(context.cwd, context.filename).replaceAll(sep, '/');
    const check = (/** @type {any} */ node) => {
      const specifier = node.source?.value;
      if (typeof specifier !== 'string') return;
      const law = brokenLaw(file, specifier);
      if (law)
        context.report({ node: node.source, message: `"${specifier}" breaks the import law "${law}"` });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
    };
  },
};

export default { meta: { name: 'house' }, rules: { 'import-law': importLaw } };
