import { join } from 'node:path';

// Test workers, and the programs that tests start, load in half the time with code that Node.js compiled before.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules/.cache/compiled');

/** @type {import('jest').Config} */
export default {
  testEnvironment: '<rootDir>/test/support/jest/oneContext.js',
  testSequencer: '<rootDir>/test/support/jest/countingLast.js',
  runtime: '<rootDir>/test/support/jest/oneLoader.js',
  maxWorkers: '100%',
  // Far longer than any test takes, so that no test fails because the machine is busy.
  testTimeout: 600_000,
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  setupFilesAfterEnv: ['<rootDir>/test/support/compareBytes.ts'],
  transform: {
    '\\.(ts|js)$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2024' },
        module: { type: 'commonjs' },
      },
    ],
  },
};
