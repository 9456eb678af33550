/** ES modules from npm that need translating too, because jest loads CommonJS. */
const esModules = [
  'hyparquet',
  'hyparquet-writer',
  'hyparquet-compressors',
  'hysnappy',
  'fzstd',
  'commander',
].join('|');

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  maxWorkers: '100%',
  // Far longer than any test takes, so that no test fails because the machine is busy.
  testTimeout: 600_000,
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  setupFilesAfterEnv: ['<rootDir>/test/support/compareBytes.ts'],
  runtime: '<rootDir>/test/support/sharedPackages.js',
  transform: {
    '\\.(ts|js)$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2024' },
        module: { type: 'commonjs' },
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esModules})/)`],
};
