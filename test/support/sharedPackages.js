import { createRequire } from 'node:module';
import Runtime from 'jest-runtime';

/**
 * Packages that a worker loads once for all its test files: they take long to load, and keep no state between
 * uses. Their errors, dates, and plain objects belong to Node.js's own global object, not to that of the test
 * file. Don't add a package if sources or tests use `instanceof` on what it returns, or if it reads
 * `process.env`.
 */
const shared = /^(aws-cdk-lib|cdk-nag|constructs|esbuild|fast-check|redos-detector|zod)(\/|$)/;

/** Jest's module loader, which leaves these packages to the loader of Node.js. They can be mocked as usual. */
export default class SharedPackages extends Runtime {
  requireModule(from, moduleName, ...options) {
    if (moduleName && shared.test(moduleName)) return createRequire(from)(moduleName);
    return super.requireModule(from, moduleName, ...options);
  }
}
