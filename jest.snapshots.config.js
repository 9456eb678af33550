import config from './jest.config.js';

/**
 * `npm run snapshots`: writes the current templates into `test/snapshots`.
 *
 * @type {import('jest').Config}
 */
export default {
  ...config,
  globals: { updateSnapshots: true },
  testMatch: ['**/lib/snapshots.test.ts'],
};
