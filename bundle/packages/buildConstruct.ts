import { spawnSync } from 'node:child_process';
import { copyFileSync, globSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleFunction } from '../bundleFunction.ts';
import { entryOf, functionFolders } from '../functions.ts';
import { nodeRange } from './nodeVersions.ts';
import { type ProjectManifest, projectFolder } from './paths.ts';

/** Oldest aws-cdk-lib that the construct works with, and the constructs that it needs; `npm run packages` checks it. */
export const oldestCdk = { 'aws-cdk-lib': '2.225.0', constructs: '10.5.0' } as const;

/**
 * Builds the package `cloudfront-realtime-logs`: compiled modules with declarations and source maps, and the bundle of
 * every function, byte for byte that of the repository.
 *
 * @throws Error if the sources have type errors
 */
export function buildConstruct(outputFolder: string, manifest: ProjectManifest): void {
  const compiler = join(projectFolder, 'node_modules/typescript/bin/tsc');
  const { status, stdout } = spawnSync(
    process.execPath,
    [compiler, '-p', 'tsconfig.build.json', '--outDir', outputFolder],
    {
      cwd: projectFolder,
      encoding: 'utf8',
    },
  );
  if (status !== 0) throw new Error(`expected sources without type errors, got ${stdout.trim()}`);
  // In the package, `#functionBundle` is the prebuilt one: what builds from source has no place in it.
  for (const file of globSync('bundle/{builtBundle,bundleFunction}.*', { cwd: outputFolder })) {
    rmSync(join(outputFolder, file));
  }
  for (const folder of functionFolders) {
    bundleFunction({ entryFile: entryOf(folder), outputFolder: join(outputFolder, 'functions', folder) });
  }
  for (const file of ['README.md', 'LICENSE'])
    copyFileSync(join(projectFolder, file), join(outputFolder, file));
  writeFileSync(join(outputFolder, 'package.json'), `${JSON.stringify(manifestOf(manifest), null, 2)}\n`);
}

function manifestOf({ version, license, dependencies }: ProjectManifest): object {
  return {
    name: 'cloudfront-realtime-logs',
    version,
    description:
      'CDK construct: CloudFront real-time logs to CloudWatch metrics within seconds and to Parquet that Athena queries',
    keywords: [
      'cdk',
      'awscdk',
      'aws',
      'cloudfront',
      'real-time-logs',
      'cmcd',
      'kinesis',
      'parquet',
      'athena',
    ],
    license,
    type: 'module',
    engines: { node: nodeRange },
    exports: {
      '.': { types: './lib/index.d.ts', default: './lib/index.js' },
      './package.json': './package.json',
    },
    types: './lib/index.d.ts',
    imports: { '#functionBundle': './bundle/prebuiltBundle.js' },
    peerDependencies: Object.fromEntries(
      Object.entries(oldestCdk).map(([name, version]) => [name, `^${version}`]),
    ),
    dependencies: { zod: dependencies['zod'] },
  };
}
