import { createRequire, isBuiltin } from 'node:module';
import { compileFunction } from 'node:vm';
import Runtime from 'jest-runtime';

/** Names that Jest has to resolve itself: files, imports of package.json, and its own packages. */
const ownNames = /^(?:[./#]|node:|jest|@jest\/|expect$|pretty-format$)/;

/**
 * Jest's module loader for {@link OneContext}. Sources and tests are loaded anew for each test file, and packages
 * once for each worker by Node.js, because they take longer to load than most tests take to run. Packages can be
 * mocked as usual.
 */
export default class OneLoader extends Runtime {
  constructor(...options) {
    super(...options);
    const { executor } = this;
    executor.compile = (source, filename) =>
      compileFunction(source, executor.injectedModuleParameters, { filename });
  }

  requireModule(from, moduleName, ...options) {
    const isPackage =
      moduleName &&
      !ownNames.test(moduleName) &&
      !isBuiltin(moduleName) &&
      !/[\\/]node_modules[\\/]/.test(from);
    return isPackage ? createRequire(from)(moduleName) : super.requireModule(from, moduleName, ...options);
  }
}
