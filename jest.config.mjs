import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

const swc = {
  jsc: {
    parser: { syntax: 'typescript', tsx: true, decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, react: { runtime: 'automatic' } },
    target: 'es2022',
  },
  module: { type: 'es6' },
};

// Sources are read as they are: no build is needed before a unit test.
const project = (displayName, ...folders) => ({
  displayName,
  rootDir: import.meta.dirname,
  roots: folders.map((folder) => `<rootDir>/${folder}`),
  testMatch: ['**/*.spec.ts'],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '\\.tsx?$': ['@swc/jest', swc] },
  moduleNameMapper: {
    '^@songtao/shared/(.*)\\.js$': '<rootDir>/shared/src/$1.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
});

// jest refuses a root that does not exist.
const present = (root) => existsSync(join(import.meta.dirname, root.replace('<rootDir>/', '')));

const byHand = ['replicas', 'deploy', 'database', 'outage'].map((name) => `/fault/${name}\\.spec`);

const specs = [
  project('unit', 'shared/src', 'server/src', 'miniapp/src'),
  {
    ...project('house', 'test'),
    testMatch: ['<rootDir>/test/*.spec.ts', '<rootDir>/test/support/*.spec.ts'],
  },
  ...['wechat', 'api'].map((folder) => project(folder, `test/${folder}`)),
  {
    ...project('fault', 'test/fault'),
    globalSetup: '<rootDir>/test/fault/setup.mjs',
    // Minutes of servers that come and go: `npm run fault` makes these too.
    testPathIgnorePatterns: process.env.FAULT_LONG === '1' ? [] : byHand,
  },
  { ...project('weapp', 'test/weapp'), globalSetup: '<rootDir>/test/weapp/setup.mjs' },
  { ...project('journey', 'test/journey'), globalSetup: '<rootDir>/test/support/pages.mjs' },
];

export default {
  projects: specs.filter(({ roots }) => roots.every(present)),
  testTimeout: 20_000,
  // One more than there are cores: a third of the time of journeys and faults is spent waiting.
  maxWorkers: availableParallelism() + 1,
  // What one spec loads stays with its worker; past this a worker spends its time looking through it.
  workerIdleMemoryLimit: '800MB',
  testSequencer: './test/support/sequencer.mjs',
};
