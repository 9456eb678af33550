import config from './jest.config.js';

/**
 * `npm run properties`: tries properties on many more random cases than `npm test` does.
 *
 * @type {import('jest').Config}
 */
export default {
  ...config,
  globals: { propertyRunsFactor: 50 },
  testTimeout: 24 * 3_600_000,
  testMatch: ['**/{properties,security,core,lambda}/**/*.test.ts'],
};
