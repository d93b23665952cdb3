import { createRequire } from 'node:module';

/** Before the first journey: the pages as the sources of today make them, or those that H5_DIR names. */
export default function setup() {
  const { buildPages } = createRequire(import.meta.url)('../../server/build.cjs');
  process.env.H5_DIR ??= buildPages();
}
