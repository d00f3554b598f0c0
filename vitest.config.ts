import { defineConfig } from 'vitest/config';

// The reporter prints failures with it, and Node 20 has none: without this a failing test shows no difference there.
Map.groupBy ??= <Key, Value>(values: Iterable<Value>, keyOf: (value: Value, index: number) => Key) => {
  const groups = new Map<Key, Value[]>();
  let index = 0;
  for (const value of values) {
    const key = keyOf(value, index++);
    groups.set(key, [...(groups.get(key) ?? []), value]);
  }
  return groups;
};

// Two projects: the CDK tests synthesise whole apps and would be three times slower under coverage.
export default defineConfig({
  test: {
    // The default leaves a core for watching, which is half of a machine of two.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'code',
          include: ['test/{unit,property,golden,integration}/**/*.test.ts'],
          // Far above what a test takes: on a machine that does other things as well, none fails for that.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: { name: 'infra', include: ['test/infra/**/*.test.ts'], testTimeout: 180_000, hookTimeout: 180_000 },
      },
    ],
  },
});
