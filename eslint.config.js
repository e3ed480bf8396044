import tseslint from 'typescript-eslint';

const TIME_AND_CHANCE = [
  { name: 'Date', message: 'Time comes from the injected clock.' },
  { name: 'setTimeout', message: 'Time comes from the injected clock.' },
  { name: 'setInterval', message: 'Time comes from the injected clock.' },
  { name: 'setImmediate', message: 'Time comes from the injected clock.' },
  { name: 'performance', message: 'Time comes from the injected clock.' },
  { name: 'crypto', message: 'Randomness is injected and seeded.' },
];

export default tseslint.config(
  { ignores: ['dist', 'node_modules', '**/*.svelte', '**/*.mjs', '**/*.gen.ts'] },
  {
    files: ['**/*.ts'],
    languageOptions: { parser: tseslint.parser },
    linterOptions: { reportUnusedDisableDirectives: true },
    plugins: { ts: tseslint.plugin },
    rules: { 'ts/no-unused-vars': ['error', { argsIgnorePattern: '^_', caughtErrors: 'none' }], 'prefer-const': 'error' },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/lib/**', 'src/app/**', 'src/embed/**', 'src/node/**', '**/*.test.ts'],
    rules: {
      'no-restricted-globals': ['error', ...TIME_AND_CHANCE],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: 'Randomness is injected and seeded.' }],
    },
  },
);
