import { createRequire } from 'node:module';

/** Before the first look at it: the bundle as the sources of today make it, or the one that WEAPP_DIR names. */
export default function setup() {
  const { buildWeapp } = createRequire(import.meta.url)('../../server/build.cjs');
  process.env.WEAPP_DIR ??= buildWeapp();
}
