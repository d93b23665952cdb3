import module from '@jest/test-sequencer';

// Its types describe the CommonJS file, Node loads the other one.
const Sequencer = /** @type {typeof module.default} */ (/** @type {unknown} */ (module));

/** What takes longest starts first: begun last, it would run on alone while the other worker has nothing left. */
const long = [
  'pages.town',
  'pages.village',
  'kill',
  'matrix',
  'fuzz',
  'attack',
  'journey/case',
  'weapp/pages',
];

/** @typedef {Parameters<InstanceType<typeof module.default>['sort']>[0][number]} Test */

/** @param {Test} test */
function rank({ path }) {
  const at = long.findIndex((name) => path.includes(`${name}.spec`));
  return at < 0 ? long.length : at;
}

export default class LongestFirst extends Sequencer {
  /**
   * @override
   * @param {Test[]} tests
   */
  async sort(tests) {
    const usual = await super.sort(tests);
    return usual.toSorted((a, b) => rank(a) - rank(b));
  }
}
