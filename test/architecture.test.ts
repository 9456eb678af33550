import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';

/** The top folders that contain sources, and the folders that each may import in addition to itself. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  bin: ['cli', 'lib', 'terminal'],
  captures: ['core', 'terminal'],
  cli: ['explorer', 'captures', 'core', 'terminal'],
  lib: ['core', 'bundle'],
  lambda: ['core'],
  local: ['captures', 'emulator', 'explorer', 'core', 'bundle', 'terminal'],
  explorer: ['core', 'bundle', 'terminal'],
  emulator: ['core', 'bundle'],
  bench: ['explorer', 'core', 'bundle', 'harness', 'terminal'],
  fuzz: ['core', 'bundle', 'harness', 'terminal'],
  soak: ['core', 'bundle', 'emulator', 'harness', 'terminal', 'cli', 'bench'],
  trino: ['core', 'emulator', 'harness', 'terminal'],
  opensearch: ['core', 'bundle', 'emulator', 'harness', 'terminal'],
  harness: ['terminal'],
  bundle: [],
  terminal: ['core'],
  core: [],
};

/** Folders of `core`, and the other folders of `core` that each may import. */
const coreMayImport: Readonly<Record<string, readonly string[]>> = {
  fields: [],
  layouts: ['fields', 'columns'],
  sensitivity: ['fields', 'columns'],
  columns: [],
  records: ['fields', 'layouts', 'sensitivity', 'columns'],
  parquet: ['columns'],
  json: ['columns', 'fields', 'lake', 'records'],
  destinations: ['fields', 'json', 'lake', 'layouts', 'records', 'sensitivity'],
  metrics: ['fields', 'columns'],
  sql: [],
  lake: ['fields', 'layouts', 'columns', 'parquet', 'sql'],
  erasure: ['lake', 'sensitivity', 'sql'],
  sizing: ['fields', 'lake', 'metrics'],
  insight: ['fields', 'metrics', 'sql'],
  aws: ['records'],
  otlp: ['fields', 'columns', 'metrics', 'insight'],
  grafana: ['metrics', 'otlp', 'lake'],
};

/** Node.js modules and packages that `core` may import: none that reads, writes, or waits. */
const pureOfNode: Readonly<Record<string, readonly string[] | 'all'>> = {
  'node:buffer': 'all',
  'node:crypto': 'all',
  'node:net': ['isIPv4', 'isIPv6'],
  'node:zlib': ['constants', 'gunzipSync', 'gzipSync', 'inflateRawSync', 'zstdCompressSync'],
  bowser: 'all',
  'crawler-user-agents': 'all',
};

/** Files of the project that are imported by a name in package.json. */
const ownImports: Readonly<Record<string, string>> = JSON.parse(readFileSync('package.json', 'utf8')).imports;

interface Import {
  readonly file: string;
  /** Path in the project, or name of a package. */
  readonly target: string;
  readonly names: readonly string[];
}

const importPattern =
  /\b(?:import|export)\s+(?:type\s+)?([^'";]*?)\s*from\s*['"]([^'"]+)['"]|\bimport\s*\(?\s*['"]([^'"]+)['"]/g;

function importsOf(file: string, source: string): Import[] {
  return [...source.matchAll(importPattern)].map(([, names = '', from, alone]) => {
    const specifier = from ?? alone;
    return {
      file,
      target: specifier.startsWith('.')
        ? join(dirname(file), specifier)
        : (ownImports[specifier]?.slice(2) ?? specifier),
      names: [...names.matchAll(/[\w$]+(?=\s*(?:,|\}|as\b|$))/g)].map(([name]) => name),
    };
  });
}

const imports = globSync(`{${Object.keys(mayImport).join(',')}}/**/*.{ts,tsx}`).flatMap((file) =>
  importsOf(file.replaceAll('\\', '/'), readFileSync(file, 'utf8')),
);

/** Returns the files of the first import cycle, with the first file repeated at the end; empty without a cycle. */
function findCircle(all: readonly Pick<Import, 'file' | 'target'>[]): string[] {
  const targets = Map.groupBy(all, ({ file }) => file);
  const done = new Set<string>();
  const follow = (file: string, path: readonly string[]): string[] => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return [];
    for (const { target } of targets.get(file) ?? []) {
      const circle = follow(target, [...path, file]);
      if (circle.length > 0) return circle;
    }
    done.add(file);
    return [];
  };
  return [...targets.keys()].map((file) => follow(file, [])).find(({ length }) => length > 0) ?? [];
}

const room = (path: string) => path.split('/')[0];
const isWithin = (path: string, folder: string) => path.startsWith(`${folder}/`);
const isOfProject = ({ target }: Import) => room(target) in mayImport || isWithin(target, 'test');
const describeImport = ({ file, target }: Import) => `${file} imports ${target}`;

describe('imports', () => {
  it('are found in every syntax', () => {
    const source = `
      import { a, type B as C } from './a.ts';
      import type { D } from "../d.ts";
      import
        e from 'e';
      import 'f';
      export { g } from './g.ts';
      export * from './h.ts';
      const i = await import('./i.ts');`;
    expect(importsOf('core/x/file.ts', source)).toEqual([
      { file: 'core/x/file.ts', target: 'core/x/a.ts', names: ['a', 'B', 'C'] },
      { file: 'core/x/file.ts', target: 'core/d.ts', names: ['D'] },
      { file: 'core/x/file.ts', target: 'e', names: ['e'] },
      { file: 'core/x/file.ts', target: 'f', names: [] },
      { file: 'core/x/file.ts', target: 'core/x/g.ts', names: ['g'] },
      { file: 'core/x/file.ts', target: 'core/x/h.ts', names: [] },
      { file: 'core/x/file.ts', target: 'core/x/i.ts', names: [] },
    ]);
  });

  it('have no cycles', () => {
    const arrows = ['a b', 'b c', 'd c', 'c e', 'e b'].map((arrow) => arrow.split(' '));
    expect(findCircle(arrows.map(([file = '', target = '']) => ({ file, target })))).toEqual([
      'b',
      'c',
      'e',
      'b',
    ]);
    expect(findCircle(imports)).toEqual([]);
  });

  it.each(Object.keys(mayImport))('of %s go to itself and to what it may import', (folder) => {
    const own = imports.filter(({ file }) => room(file) === folder);
    expect(own.length).toBeGreaterThan(0);
    const allowed = [folder, ...(mayImport[folder] as string[])];
    const others = own.filter(isOfProject).filter(({ target }) => !allowed.includes(room(target)));
    expect(others.map(describeImport)).toEqual([]);
  });

  it.each(
    Object.keys(coreMayImport),
  )('of core/%s go only to the folders of core that it may import', (folder) => {
    const own = imports.filter(({ file }) => isWithin(file, `core/${folder}`));
    const allowed = [folder, ...(coreMayImport[folder] as string[])];
    const folderOf = ({ target }: Import) => /^core\/([^/]+)\//.exec(target)?.[1];
    const wrong = own.filter(
      (one) => folderOf(one) !== undefined && !allowed.includes(folderOf(one) as string),
    );
    expect(wrong.map(describeImport)).toEqual([]);
  });

  it('of core have rules for each of its folders', () => {
    const folders = new Set(globSync('core/*/**/*.ts').map((file) => file.split(/[\\/]/)[1]));
    expect([...folders].sort()).toEqual(Object.keys(coreMayImport).sort());
  });

  it('of core from outside are limited to pure Node.js modules', () => {
    const outside = imports.filter(({ file }) => room(file) === 'core').filter((one) => !isOfProject(one));
    expect(outside.length).toBeGreaterThan(0);
    const impure = outside.filter(({ target, names }) => {
      const pure = pureOfNode[target];
      return pure === undefined || (pure !== 'all' && !names.every((name) => pure.includes(name)));
    });
    expect(impure.map(describeImport)).toEqual([]);
  });

  it('of core/transform.ts, which combines the folders of core, do not exist in those folders', () => {
    const joining = ['transform', 'blockTransform', 'lakeContents', 'batchHealth'].map(
      (name) => `core/${name}.ts`,
    );
    const wrong = imports.filter(
      ({ file, target }) => /^core\/[^/]+\//.test(file) && joining.includes(target),
    );
    expect(wrong.map(describeImport)).toEqual([]);
  });
});

describe('core', () => {
  it('uses no clock, no process state, and no input or output', () => {
    const impure =
      /\bDate\.now\b|\bnew Date\(\)|\bprocess\.|\bconsole\.|\bfetch\(|\bset(?:Timeout|Interval)\(|\bMath\.random\b/;
    const files = globSync('core/**/*.ts');
    expect(files.length).toBeGreaterThan(0);
    expect(files.filter((file) => impure.test(readFileSync(file, 'utf8')))).toEqual([]);
  });
});

describe('programs', () => {
  it('print only with the printer, which escapes every value', () => {
    const programs = ['bin', 'cli', 'explorer', 'local', 'soak', 'trino', 'fuzz', 'bench', 'opensearch'];
    const files = globSync(`{${programs.join(',')}}/**/*.ts`).map((file) => file.replaceAll('\\', '/'));
    expect(files.length).toBeGreaterThan(0);
    // The first captures what the function prints; the second runs before a printer can be loaded.
    const exempt = ['fuzz/events/logCapture.ts', 'local/start.ts'];
    const checked = files.filter((file) => !exempt.includes(file));
    const prints = /\bconsole\.\w+\(|\bprocess\.(stdout|stderr)\b/;
    expect(checked.filter((file) => prints.test(readFileSync(file, 'utf8')))).toEqual([]);
  });
});

describe('the top folders', () => {
  it('that contain sources have rules for their imports', () => {
    const folders = new Set(
      globSync('*/**/*.ts', { exclude: ['node_modules', 'cdk.out', 'dist'] }).map(room),
    );
    const others = [...folders].filter((folder) => !(folder in mayImport));
    expect(others.filter((folder) => !['docs', 'examples', 'test'].includes(folder))).toEqual([]);
  });
});

describe('docs/architecture.md', () => {
  it('lists the top folders and their allowed imports', () => {
    const rows = [
      ...readFileSync('docs/architecture.md', 'utf8').matchAll(/^\| `(\w+)` \|.*\| ([^|]*) \|$/gm),
    ];
    const listed = rows.map(([, folder = '', others = '']) => [
      folder,
      others === 'nothing' ? [] : others.replaceAll(/ \([^)]*\)/g, '').split(', '),
    ]);
    const top = listed.filter(([folder]) => (folder as string) in mayImport);
    const sorted = (entries: readonly (readonly unknown[])[]) =>
      Object.fromEntries(entries.map(([folder, others]) => [folder, [...(others as string[])].sort()]));
    expect(sorted(top)).toEqual(sorted(Object.entries(mayImport)));
  });

  it('lists the folders of core', () => {
    const text = readFileSync('docs/architecture.md', 'utf8');
    for (const folder of Object.keys(coreMayImport))
      expect(text).toMatch(new RegExp(`^\\| \`${folder}\` \\|`, 'm'));
  });
});
