import { createRequire, isBuiltin } from 'node:module';
import { compileFunction } from 'node:vm';
import Runtime from 'jest-runtime';

/** Names that Jest has to resolve itself: files, imports of package.json, and its own packages. */
const ownNames = /^(?:[./#]|node:|jest|@jest\/|expect$|pretty-format$)/;

/** The function that each file was compiled to, by file. A changed source, for example of a mock, is compiled anew. */
const compiledFiles = new Map();

/** Counts how often blocks run, which only code that is compiled after it has been loaded does. */
const countsBlocks = /[\\/]countWork\.ts$/;

/**
 * Jest's module loader for {@link OneContext}. Sources and tests are loaded anew for each test file, and packages
 * once for each worker by Node.js, because they take longer to load than most tests take to run. Packages can be
 * mocked as usual.
 *
 * A source is compiled once for each worker and evaluated for each test file. Test files share no state of it, but
 * they share its bytecode and optimized code, which otherwise each test file would have to warm up again.
 */
export default class OneLoader extends Runtime {
  constructor(...options) {
    super(...options);
    const { executor } = this;
    let files = compiledFiles;
    executor.compile = (source, filename) => {
      if (countsBlocks.test(filename)) files = new Map();
      const compiled = files.get(filename);
      if (compiled?.source === source) return compiled.evaluate;
      const evaluate = compileFunction(source, executor.injectedModuleParameters, { filename });
      files.set(filename, { source, evaluate });
      return evaluate;
    };
  }

  /** Jest's runner of tests is loaded for each test file, since it holds that file's tests. What it uses is not. */
  requireInternalModule(from, moduleName) {
    return moduleName ? createRequire(from)(moduleName) : super.requireInternalModule(from, moduleName);
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
