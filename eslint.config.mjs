import tseslint from 'typescript-eslint';

// Formatting and ordinary lint are biome's; here stand only rules that need types, and the purity of the rules.
const pure = ['kernel/**/*.ts', 'modules/*/*.ts'];
const tests = ['**/*.test.ts', '**/*.test.tsx', '**/testing/**'];

const notPure = (message) => ({ message: `${message} Rules are pure: what they need is given to them.` });

export default tseslint.config(
  { ignores: ['**/node_modules/', '**/dist/', 'var/', '**/*.mjs', '**/*.cjs', '**/*.d.mts', '**/*.config.ts'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    plugins: { '@typescript-eslint': tseslint.plugin },
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: {
        project: ['./tsconfig.server.json', './tsconfig.web.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  {
    files: pure,
    ignores: tests,
    rules: {
      'no-restricted-globals': [
        'error',
        ...['process', 'fetch', 'setTimeout', 'setInterval', 'setImmediate', 'performance', 'crypto', 'console'].map(
          (name) => ({ name, ...notPure(`${name} reaches outside.`) }),
        ),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', ...notPure('The clock is given as `now`.') },
        { object: 'Math', property: 'random', ...notPure('Chance is given.') },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          ...notPure('The clock is given as `now`.'),
        },
        { selector: "CallExpression[callee.name='Date']", ...notPure('The clock is given as `now`.') },
        { selector: 'ImportExpression', ...notPure('No loading while deciding.') },
      ],
    },
  },
);
