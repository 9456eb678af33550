import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFunction } from '../../bundle/bundleFunction.ts';

interface PackageFile {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
  readonly overrides: Readonly<Record<string, string>>;
}
interface LockFile {
  readonly packages: Readonly<
    Record<
      string,
      {
        readonly version?: string;
        readonly integrity?: string;
        readonly dev?: boolean;
        readonly inBundle?: boolean;
      }
    >
  >;
}

const { dependencies, devDependencies, optionalDependencies, overrides }: PackageFile = JSON.parse(
  readFileSync('package.json', 'utf8'),
);
const { packages }: LockFile = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const exact = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/;

describe('dependencies', () => {
  it('are pinned to one version each', () => {
    const all = Object.entries({
      ...dependencies,
      ...devDependencies,
      ...optionalDependencies,
      ...overrides,
    });
    expect(all.filter(([, version]) => !exact.test(version))).toEqual([]);
  });

  it('are locked with a hash of the package', () => {
    // Dependencies that are bundled in a package are covered by the hash of that package.
    const open = Object.entries(packages).filter(
      ([path, { version, integrity, inBundle = false }]) =>
        path !== '' && (version === undefined || (integrity === undefined && !inBundle)),
    );
    expect(open.map(([path]) => path)).toEqual([]);
  });

  it.each([
    'consumer',
    'layouts',
    'attachment',
    'compaction',
  ])('in the bundle of %s include no development dependencies', (name) => {
    const { metafile } = bundleFunction({
      entryFile: `lambda/${name}/index.ts`,
      outputFolder: join(tmpdir(), `bundle-of-${name}`),
    });
    const bundled = Object.keys(metafile.inputs).flatMap(
      (path) => /^(node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? [],
    );
    const names = [...new Set(bundled)];
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((path) => packages[path]?.dev !== undefined || packages[path] === undefined)).toEqual(
      [],
    );
  });
});
