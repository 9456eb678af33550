/** @type {import('jest').Config} */
export default {
  testEnvironment: '<rootDir>/test/support/jest/oneContext.js',
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
