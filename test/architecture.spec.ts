import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { laws } from './support/import-laws.mjs';

const root = join(import.meta.dirname, '..');

/** For each law a file that keeps to it, and what the same file may not import. */
const plants: Readonly<
  Record<string, { file: string; keeps: string; breaks: readonly string[] } | 'sees everything'>
> = {
  'specs and tests see everything': 'sees everything',
  'configuration of tools': 'sees everything',
  'server: the demo plays every part': {
    file: 'server/src/demo/toy.seed.ts',
    keeps: '../toy/toy.store.js',
    breaks: ['../../../miniapp/src/ui/Icon', '../../../test/support/town.js'],
  },
  'shared: foundations': {
    file: 'shared/src/policy/toy.ts',
    keeps: '../form/field.js',
    breaks: ['../workflow/fold.js', '../category/toy.js', 'dayjs', 'node:fs'],
  },
  'shared: the engine': {
    file: 'shared/src/workflow/toy.ts',
    keeps: '../policy/param.js',
    breaks: ['../category/toy.js', '../household/toy.js', '../api/case.js'],
  },
  'shared: categories': {
    file: 'shared/src/category/toy.ts',
    keeps: '../notice/mask.js',
    breaks: ['../ledger/toy.js', '../worklist/toy.js', '../api/case.js'],
  },
  'shared: the contract': {
    file: 'shared/src/api/toy.ts',
    keeps: '../worklist/toy.js',
    breaks: ['@nestjs/common', '../../../server/src/main.js'],
  },
  'shared: nouns': {
    file: 'shared/src/ledger/toy.ts',
    keeps: '../workflow/fold.js',
    breaks: ['../category/toy.js', '../notice/mask.js', '../api/case.js'],
  },
  'server: the whole is put together': {
    file: 'server/src/toy.ts',
    keeps: './toy/toy.module.js',
    breaks: ['../../miniapp/src/ui/Icon', 'typeorm'],
  },
  'server: configuration': {
    file: 'server/src/config/toy.ts',
    keeps: 'zod',
    breaks: ['../platform/errors.js', '@nestjs/common'],
  },
  'server: every row and migration': {
    file: 'server/src/platform/rows.ts',
    keeps: '../toy/toy.row.js',
    breaks: ['../../../test/support/town.js'],
  },
  'server: platform knows no feature': {
    file: 'server/src/platform/toy.ts',
    keeps: 'typeorm',
    breaks: ['../toy/toy.service.js', '../wechat/wechat.client.js', '../outbox/outbox.service.js'],
  },
  'server: wechat knows no feature': {
    file: 'server/src/wechat/toy.ts',
    keeps: '../platform/errors.js',
    breaks: ['../toy/toy.service.js', '../outbox/outbox.service.js'],
  },
  'server: sms knows no feature': {
    file: 'server/src/sms/toy.ts',
    keeps: '../platform/errors.js',
    breaks: ['../toy/toy.service.js', '../wechat/wechat.client.js', '../outbox/outbox.service.js'],
  },
  'server: modules': {
    file: 'server/src/toy/toy.module.ts',
    keeps: '../other/other.module.js',
    breaks: ['../other/other.store.js', 'typeorm'],
  },
  'server: controllers': {
    file: 'server/src/toy/toy.controller.ts',
    keeps: './toy.service.js',
    breaks: ['./toy.store.js', './toy.row.js', './toy.effects.js', '../other/other.service.js', 'typeorm'],
  },
  'server: rows': {
    file: 'server/src/toy/toy.row.ts',
    keeps: 'typeorm',
    breaks: ['./toy.store.js', './toy.service.js', '../other/other.row.js'],
  },
  'server: migrations': {
    file: 'server/src/toy/toy.migration.ts',
    keeps: '../platform/schema.js',
    breaks: ['./toy.row.js', '../other/other.migration.js'],
  },
  'server: a command puts itself together': {
    file: 'server/src/identity/import.ts',
    keeps: '../area/area.store.js',
    breaks: ['../case/case.store.js', '../wechat/wechat.client.js', 'typeorm'],
  },
  'server: stores of the outbox': {
    file: 'server/src/outbox/toy.store.ts',
    keeps: '../wechat/templates.js',
    breaks: ['./toy.service.js', '../other/other.store.js', '../other/other.row.js'],
  },
  'server: stores': {
    file: 'server/src/toy/toy.store.ts',
    keeps: './toy.row.js',
    breaks: [
      './toy.service.js',
      '../other/other.service.js',
      '../other/other.row.js',
      '../wechat/wechat.client.js',
    ],
  },
  'server: sign-in with WeChat': {
    file: 'server/src/identity/toy.login.ts',
    keeps: '../wechat/wechat.client.js',
    breaks: ['../toy/toy.store.js', 'typeorm'],
  },
  'server: the outbox tells people': {
    file: 'server/src/outbox/toy.ts',
    keeps: '../wechat/wechat.client.js',
    breaks: ['../toy/toy.store.js', '../toy/toy.row.js'],
  },
  'server: services': {
    file: 'server/src/toy/toy.service.ts',
    keeps: '../other/other.service.js',
    breaks: [
      './toy.row.js',
      '../other/other.store.js',
      '../wechat/wechat.client.js',
      'typeorm',
      './toy.controller.js',
    ],
  },
  'mini-program: pages': {
    file: 'miniapp/src/pages/toy/index.tsx',
    keeps: '../../features/toy/toy',
    breaks: ['../../platform/storage', '@songtao/server/main.js', '../../../../server/src/main.js', 'axios'],
  },
  'mini-program: features': {
    file: 'miniapp/src/features/toy/toy.ts',
    keeps: '../../platform/storage',
    breaks: ['../other/other', '../../pages/toy/index'],
  },
  'mini-program: forms': {
    file: 'miniapp/src/form/toy.ts',
    keeps: '../ui/Icon',
    breaks: ['../features/toy/toy', '../pages/toy/index'],
  },
  'mini-program: components': {
    file: 'miniapp/src/ui/toy.ts',
    keeps: '@tarojs/components',
    breaks: ['../platform/storage', '../features/toy/toy', '../form/toy'],
  },
  'mini-program: platform': {
    file: 'miniapp/src/platform/toy.ts',
    keeps: '@tarojs/taro',
    breaks: ['../ui/Icon', '../features/toy/toy'],
  },
  'mini-program: the whole is put together': {
    file: 'miniapp/src/toy.tsx',
    keeps: './features/toy/toy',
    breaks: ['../../server/src/main.js', '../../test/support/town.js'],
  },
};

const planted = Object.entries(plants).flatMap(([law, plant]) =>
  plant === 'sees everything' ? [] : [{ law, ...plant }],
);

describe('the linter', () => {
  const tree = mkdtempSync(join(tmpdir(), 'songtao-laws-'));
  let findings: string[] = [];

  const plant = (file: string, lines: readonly string[]): void => {
    mkdirSync(join(tree, dirname(file)), { recursive: true });
    writeFileSync(join(tree, file), `${lines.join('\n')}\n`);
  };

  // One run over the whole garden: each law has its file, and each import a line of its own, the first one allowed.
  beforeAll(() => {
    for (const { file, keeps, breaks } of planted)
      plant(
        file,
        [keeps, ...breaks].map((each) => `import '${each}';`),
      );
    plant('shared/src/form/any.ts', ['export const open = (value: unknown): any => value;']);
    plant('nowhere/toy.ts', ["import 'zod';"]);
    symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
    const words = [
      '-c',
      join(root, 'oxlint.config.mjs'),
      '-f',
      'unix',
      'shared',
      'server',
      'miniapp',
      'nowhere',
    ];
    const { stdout } = spawnSync(join(root, 'node_modules/.bin/oxlint'), words, {
      cwd: tree,
      encoding: 'utf8',
    });
    // The garden is planted without order, so that cycles are no finding here.
    findings = stdout.split('\n').filter((finding) => !finding.includes('no-cycle'));
  });
  afterAll(() => rmSync(tree, { recursive: true }));

  const at = (file: string, line: number) =>
    findings.filter((finding) => finding.includes(`${file}:${line}:`));

  it('has a plant for every law', () => {
    expect(Object.keys(plants).toSorted()).toEqual(laws.map(({ law }) => law).toSorted());
  });

  it.each(planted)('$law: lets be what keeps it, names what breaks it', ({ law, file, keeps, breaks }) => {
    expect([keeps, at(file, 1)]).toEqual([keeps, []]);
    for (const [index, specifier] of breaks.entries()) {
      expect(at(file, index + 2)).toEqual([
        expect.stringContaining(`"${specifier}" breaks the import law "${law}"`),
      ]);
    }
  });

  it('refuses `any`, and a file that no law knows', () => {
    expect(at('shared/src/form/any.ts', 1)).toEqual([expect.stringContaining('no-explicit-any')]);
    expect(at('nowhere/toy.ts', 1)).toEqual([expect.stringContaining('a file that no law knows')]);
  });
});
