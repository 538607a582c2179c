import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/host/**/*.test.ts'],
    globalSetup: ['tests/host/bundle.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Each file starts a platform with worker threads of its own.
    maxWorkers: 2,
    // Starting a platform takes its time; only what is slower than that is worth a line.
    slowTestThreshold: 20_000,
  },
});
