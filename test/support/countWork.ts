import { Session } from 'node:inspector';
import { resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';

/**
 * @file Counts work instead of timing it, so that a busy machine doesn't change the result: how often each block of
 * `core` runs, as V8 counts it for coverage, how many characters or bytes its built-in functions process, and how
 * many bytes its new typed arrays have.
 *
 * V8 counts only code that it compiles after this module is loaded: import it before anything from `core`.
 */

const core = resolve(import.meta.dirname, '../../core');
const loadedBefore = Object.keys(require.cache).find((path) => path.startsWith(core));
if (loadedBefore !== undefined)
  throw new Error(
    `expected countWork.ts to be imported before anything from core, got ${loadedBefore} before it`,
  );

/** Counts by function: a file in `core` and a function in it, or a built-in function. */
export type Work = ReadonlyMap<string, number>;

interface Coverage {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly {
      readonly functionName: string;
      readonly ranges: readonly { readonly count: number }[];
    }[];
  }[];
}

// Optimized code with inlined functions doesn't count their calls, and neither do the blocks of code that V8 kept.
const features = ['opt', 'maglev', 'compilation-cache'];
for (const feature of features) setFlagsFromString(`--no-${feature}`);

const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

// Otherwise, all later tests in the process would run slower, and their memory would never be freed.
afterAll(() => {
  session.post('Profiler.stopPreciseCoverage');
  session.post('Profiler.disable');
  session.disconnect();
  for (const feature of features) setFlagsFromString(`--${feature}`);
});

/** Runs of the blocks of `core` since the last call. */
function takeBlocks(): Map<string, number> {
  let coverage: Coverage = { result: [] };
  // A session on the same thread responds before `post` returns.
  session.post('Profiler.takePreciseCoverage', (error, answer) => {
    if (error !== null) throw error;
    coverage = answer;
  });
  const counts = new Map<string, number>();
  for (const { url, functions } of coverage.result) {
    const file = /\/(core\/.*)$/.exec(url.replaceAll('\\', '/'))?.[1];
    if (file === undefined) continue;
    for (const { functionName, ranges } of functions) {
      const runs = ranges.reduce((sum, { count }) => sum + count, 0);
      addTo(counts, `${file} ${functionName}`, runs);
    }
  }
  return counts;
}

/** Returns how many characters, bytes, or elements a call of a built-in function processes. */
type Cost = (receiver: unknown, args: readonly unknown[], result: unknown, from: number) => number;

const ofReceiver: Cost = (receiver) => sizeOf(receiver);
const ofArgument: Cost = (_, [argument]) => sizeOf(argument);
const ofResult: Cost = (_receiver, _args, result) => sizeOf(result);

/**
 * Returns the number of characters from the start of the search to the end of the match, or to the end of the
 * text without a match.
 */
const ofSearch: Cost = (_, [text], result, from) => {
  const found = result as RegExpExecArray | null;
  return (found === null ? sizeOf(text) : found.index + found[0].length) - from;
};

const ofRange: Cost = (receiver, [, from = 0, to = sizeOf(receiver)]) => Number(to) - Number(from);

interface BuiltIns {
  readonly prototypes: readonly object[];
  readonly names: readonly string[];
  readonly cost: Cost;
}

const texts = [String.prototype];
const bytes = [Buffer.prototype];
const lists = [Array.prototype];
/** Node.js and the test's realm have separate ones. */
const typedArrays = [Uint8Array, Int32Array].map(({ prototype }) => Object.getPrototypeOf(prototype));

const builtIns: readonly BuiltIns[] = [
  {
    prototypes: texts,
    names: ['split', 'replace', 'replaceAll', 'match', 'includes', 'indexOf', 'lastIndexOf', 'toLowerCase'],
    cost: ofReceiver,
  },
  { prototypes: [...texts, ...lists, ...typedArrays], names: ['slice'], cost: ofResult },
  { prototypes: lists, names: ['includes', 'indexOf', 'splice', 'join'], cost: ofReceiver },
  { prototypes: bytes, names: ['indexOf', 'includes', 'equals'], cost: ofReceiver },
  { prototypes: bytes, names: ['toString'], cost: ofResult },
  { prototypes: bytes, names: ['write', 'latin1Write', 'utf8Write'], cost: ofArgument },
  { prototypes: bytes, names: ['copy'], cost: (_receiver, _args, copied) => Number(copied) },
  { prototypes: typedArrays, names: ['set'], cost: ofArgument },
  { prototypes: [...lists, ...typedArrays], names: ['fill'], cost: ofRange },
  { prototypes: [RegExp.prototype], names: ['exec'], cost: ofSearch },
];

function sizeOf(value: unknown): number {
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  return ArrayBuffer.isView(value) ? value.byteLength : 0;
}

function addTo(counts: Map<string, number>, key: string, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}

/** Returns where a global regular expression continues; 0 for anything else. */
function startOfSearch(receiver: unknown): number {
  const { global = false, sticky = false, lastIndex = 0 } = (receiver ?? {}) as Partial<RegExp>;
  return global || sticky ? lastIndex : 0;
}

/** Adds the cost of each call of a built-in function to `counts`. Returns a function that restores the original. */
function countCalls(prototype: object, name: string, cost: Cost, counts: Map<string, number>): () => void {
  const descriptor = Object.getOwnPropertyDescriptor(prototype, name);
  if (descriptor === undefined) return () => {};
  const key = `${prototype.constructor.name}.${name}`;
  const original: (...args: unknown[]) => unknown = descriptor.value;
  Object.defineProperty(prototype, name, {
    ...descriptor,
    value(this: unknown, ...args: unknown[]): unknown {
      const from = startOfSearch(this);
      const result = Reflect.apply(original, this, args);
      addTo(counts, key, cost(this, args, result, from));
      return result;
    },
  });
  return () => Object.defineProperty(prototype, name, descriptor);
}

/** Adds the lengths of new typed arrays to `counts`. Returns a function that restores the constructors. */
function countNewArrays(counts: Map<string, number>): () => void {
  const originals = { Uint8Array, Int16Array, Uint16Array, Int32Array, Uint32Array, Float64Array };
  const replaced = Object.entries(originals).map(([name, original]) => {
    const construct = (target: object, args: unknown[], newTarget: object) => {
      const array: unknown = Reflect.construct(target as never, args, newTarget as never);
      if (typeof args[0] === 'number') addTo(counts, `new ${name}`, sizeOf(array));
      return array as object;
    };
    return [name, new Proxy(original, { construct })];
  });
  Object.assign(globalThis, Object.fromEntries(replaced));
  return () => Object.assign(globalThis, originals);
}

/** Counts the blocks of `core` that run, and what built-in functions process, during `work`. */
export function countWork(work: () => void): Work {
  const counts = new Map<string, number>();
  const restore = builtIns.flatMap(({ prototypes, names, cost }) =>
    prototypes.flatMap((prototype) => names.map((name) => countCalls(prototype, name, cost, counts))),
  );
  restore.push(countNewArrays(counts));
  takeBlocks();
  try {
    work();
  } finally {
    for (const restoreOne of restore) restoreOne();
  }
  return new Map([...counts, ...takeBlocks()]);
}
