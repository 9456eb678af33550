import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { oldestCdk } from './buildConstruct.ts';
import { compileApps, exampleApps, synthesizeApp, writeCommonJsApp } from './checkApps.ts';
import { distFolder, projectFolder, readManifest } from './paths.ts';

/** Versions of aws-cdk-lib: those of the command line, otherwise the oldest and the one of this project. */
const versions = process.argv.slice(2);
if (versions.length === 0)
  versions.push(oldestCdk['aws-cdk-lib'], readManifest().dependencies['aws-cdk-lib']);

await import('./build.ts');
for (const version of new Set(versions)) check(version);

/** Installs the packages into an empty folder, and uses them as their users do. */
function check(version: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'packages-'));
  writeFileSync(join(folder, 'package.json'), '{"name":"app","version":"1.0.0","private":true}');
  npm(folder, 'install', ...globSync(join(distFolder, '*.tgz')), `aws-cdk-lib@${version}`, '@types/node@24');
  for (const binary of ['node', 'esbuild']) {
    const found = globSync(join(folder, 'node_modules/.bin', `${binary}*`));
    if (found.length > 0) throw new Error(`expected no ${binary} in the user's project, got ${found[0]}`);
  }
  compileApps(folder);
  const apps = [
    ...exampleApps.map((app) => join('compiled', basename(app).replace('.ts', '.mjs'))),
    writeCommonJsApp(folder),
  ];
  for (const app of apps) {
    const start = performance.now();
    const types = synthesizeApp(folder, app);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`aws-cdk-lib ${version}: ${app} has ${types.length} resources, synthesized in ${seconds} s`);
  }
  const fields = join(projectFolder, 'examples/website-20-fields.fields.txt');
  const records = join(projectFolder, 'examples/website-20-fields.tsv.gz');
  npm(
    folder,
    'exec',
    '--offline',
    '--',
    'cfrl',
    'convert',
    '--threads',
    '2',
    '--fields',
    fields,
    '--out',
    'lake',
    records,
  );
  const files = globSync(join(folder, 'lake/raw/**/*.parquet'));
  if (files.length === 0) throw new Error('expected Parquet files of npx cfrl convert, got none');
  console.log(`aws-cdk-lib ${version}: npx cfrl convert wrote ${files.length} Parquet files`);
  rmSync(folder, { recursive: true });
}

function npm(folder: string, ...args: string[]): void {
  const { status, stdout, stderr } = spawnSync('npm', [...args], {
    cwd: folder,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`expected npm ${args.join(' ')} to succeed, got ${stdout}${stderr}`);
}
