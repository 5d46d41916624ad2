import { defineConfig } from 'vitest/config';

// One thread pool without isolation: 2 cores run the suites several times faster, and a suite that leaks
// state into another is a defect we want to see.
export default defineConfig({
  test: {
    include: [
      'server/src/**/*.test.ts',
      'server/test/**/*.test.ts',
      'cli/**/*.test.ts',
      'sandbox/**/*.test.ts',
      'tools/**/*.test.ts',
      'api-client/**/*.test.ts',
      'web/test/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**', '**/dist/**'],
    globalSetup: ['server/src/platform/db/testing/server-for-all-suites.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 240_000,
    // Generous on purpose: a busy machine is no failure, and whoever waits goes on as soon as it has happened.
    expect: { poll: { timeout: 60_000 } },
  },
});
