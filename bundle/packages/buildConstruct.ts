import { spawnSync } from 'node:child_process';
import { copyFileSync, globSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { bundleFunction } from '../bundleFunction.ts';
import { entryOf, functionFolders } from '../functions.ts';
import { constructNode } from './nodeVersions.ts';
import { type ProjectManifest, projectFolder } from './paths.ts';

/**
 * Oldest aws-cdk-lib that the construct works with, and the constructs version that it requires. `npm run
 * packages` checks it.
 */
export const oldestCdk = { 'aws-cdk-lib': '2.225.0', constructs: '10.5.0' } as const;

/**
 * Builds the package `cloudfront-realtime-logs`. It contains one CommonJS file with its source map,
 * declarations, and the bundle of each function, which is byte-identical to the repository's.
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
  if (status !== 0) throw new Error(`the sources have type errors: ${stdout.trim()}`);
  // The package doesn't need the code that builds functions from source.
  for (const file of globSync('bundle/{builtBundle,bundleFunction,crawlerPatterns}.d.ts', {
    cwd: outputFolder,
  }))
    rmSync(join(outputFolder, file));
  buildSync({
    absWorkingDir: projectFolder,
    entryPoints: ['lib/index.ts'],
    outfile: join(outputFolder, 'lib/index.js'),
    bundle: true,
    platform: 'node',
    target: `node${constructNode.oldest}`,
    // Every app can load CommonJS, including Jest tests. ES modules can import its named exports.
    format: 'cjs',
    external: ['aws-cdk-lib', 'constructs', 'zod'],
    alias: { '#functionBundle': './bundle/prebuiltBundle.ts' },
    define: { 'import.meta.dirname': '__dirname' },
    keepNames: true,
    sourcemap: true,
    logLevel: 'silent',
  });
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
    engines: { node: constructNode.range },
    exports: {
      '.': { types: './lib/index.d.ts', default: './lib/index.js' },
      './package.json': './package.json',
    },
    main: './lib/index.js',
    types: './lib/index.d.ts',
    peerDependencies: Object.fromEntries(
      Object.entries(oldestCdk).map(([name, version]) => [name, `^${version}`]),
    ),
    dependencies: { zod: dependencies['zod'] },
  };
}
