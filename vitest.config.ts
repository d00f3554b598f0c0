import { defineConfig } from 'vitest/config';

// Two projects: the CDK tests synthesise whole apps and would be three times slower under coverage.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'code',
          include: ['test/{unit,property,golden,integration}/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: { name: 'infra', include: ['test/infra/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
      },
    ],
  },
});
