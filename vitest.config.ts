import { defineConfig } from 'vitest/config';

// Three projects: rules (pure, fast), server (real PostgreSQL, one cloned database a file), pages (real Chromium).
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'rules',
          include: ['kernel/**/*.test.ts', 'modules/*/*.test.ts', 'tools/**/*.test.ts', 'ui/**/*.test.ts'],
          environment: 'node',
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'server',
          include: ['platform/**/*.test.ts', 'modules/*/server/**/*.test.ts', 'apps/server/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['platform/testing/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'pages',
          include: ['e2e/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['platform/testing/global-setup.ts', 'e2e/build-pages.ts'],
          testTimeout: 180_000,
          hookTimeout: 240_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});
