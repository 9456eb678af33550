import { flushCompileCache } from 'node:module';
import { ModuleMocker } from 'jest-mock';

// Freeing more than 1 GB at the end takes a worker up to half a second, and jest reports that as a leak.
if (/jest-worker/.test(process.argv[1])) process.once('exit', () => process.kill(process.pid, 'SIGKILL'));

/** Where jest-circus keeps its handlers of events. They belong to one test file. */
const eventHandlers = Symbol.for('EVENT_HANDLERS');

/** Where `expect` keeps what test files add to it. */
const matchers = Symbol.for('$$jest-matchers-object');

/**
 * A test environment whose global object is that of Node.js, as for the program itself: `instanceof` holds for
 * what packages and Node.js return, globals are as fast as elsewhere, and packages can be loaded once for all
 * test files (`oneLoader.js`). Afterwards globals, `process.env`, and the exit code are as they were before.
 */
export default class OneContext {
  global = globalThis;
  moduleMocker = new ModuleMocker(globalThis);
  fakeTimers = null;
  fakeTimersModern = null;
  #globals = Object.getOwnPropertyDescriptors(globalThis);
  #environment = { ...process.env };
  #exit = process.exit;
  #exitCode = process.exitCode;

  constructor({ projectConfig }) {
    Object.assign(globalThis, projectConfig.globals);
  }

  async setup() {}

  async teardown() {
    delete globalThis[eventHandlers];
    // Otherwise each comparison would ask those of all earlier test files too.
    globalThis[matchers]?.customEqualityTesters.splice(0);
    for (const [name, before] of Object.entries(this.#globals)) {
      if (!before.configurable || !('value' in before) || globalThis[name] === before.value) continue;
      Object.defineProperty(globalThis, name, before);
    }
    for (const name of Object.keys(process.env)) {
      if (!(name in this.#environment)) delete process.env[name];
    }
    Object.assign(process.env, this.#environment);
    process.exit = this.#exit;
    process.exitCode = this.#exitCode;
    // A worker doesn't write it when it exits.
    flushCompileCache();
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  /** None: {@link OneLoader} compiles in the context of Node.js. */
  getVmContext() {
    return null;
  }
}
