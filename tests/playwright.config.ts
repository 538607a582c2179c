import { defineConfig } from '@playwright/test';

// The stack (site, local platform, built page) is started by whoever runs the tests; they only need its address.
const baseURL = process.env['PLATFORM_URL'] ?? 'http://localhost:4600';

export default defineConfig({
  testDir: './page',
  outputDir: './test-results/page',
  workers: 1,
  timeout: 45_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: 'list',
  use: {
    baseURL,
    viewport: { width: 1440, height: 900 },
    timezoneId: 'Europe/Berlin',
    launchOptions: {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
    },
  },
});
