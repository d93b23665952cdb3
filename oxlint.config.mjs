const error = 'error';

export default {
  plugins: ['eslint', 'typescript', 'unicorn', 'oxc', 'import', 'react', 'node'],
  jsPlugins: ['./test/support/import-plugin.mjs'],
  categories: { correctness: error },
  ignorePatterns: ['**/dist/**', 'coverage/**'],
  rules: {
    'house/import-law': error,
    'typescript/no-explicit-any': error,
    'typescript/no-floating-promises': error,
    'typescript/no-misused-promises': [error, { checksVoidReturn: false }],
    'typescript/switch-exhaustiveness-check': [error, { considerDefaultExhaustiveForUnions: true }],
    'import/no-cycle': error,
    'import/no-default-export': error,
    'eslint/no-nested-ternary': error,
    'eslint/max-lines': [error, 500],
    // The compiler says so already, and lets a parameter be called `_`.
    'eslint/no-unused-vars': 'off',
    // Texts are taken apart by characters on purpose, and sorted by code unit; methods handed on are zod's.
    'typescript/no-misused-spread': 'off',
    'typescript/require-array-sort-compare': 'off',
    'typescript/unbound-method': 'off',
    'typescript/no-base-to-string': 'off',
    // Advice for a compiler of React that we do not use.
    'react/refs': 'off',
    'react/purity': 'off',
    'react/set-state-in-effect': 'off',
  },
  overrides: [
    { files: ['shared/**', 'miniapp/**', 'test/**'], rules: { 'typescript/consistent-type-imports': error } },
    { files: ['server/src/**'], rules: { 'node/no-process-env': error } },
    // The doors of the process: what they read goes through the one schema of server/src/config.
    {
      files: [
        'server/src/main.ts',
        'server/src/**/migrate.ts',
        'server/src/{identity/import,demo/seed}.ts',
        'server/src/**/spec.*.ts',
      ],
      rules: { 'node/no-process-env': 'off' },
    },
    {
      files: [
        '*.mjs',
        '**/*.config.ts',
        'miniapp/src/app.tsx',
        'miniapp/src/{pages,staff,ledger,town}/**',
        'test/support/*.mjs',
      ],
      rules: { 'import/no-default-export': 'off' },
    },
    // The stories of the specs are told as given, when, then.
    { files: ['**/*.spec-support.ts'], rules: { 'unicorn/no-thenable': 'off' } },
  ],
};
