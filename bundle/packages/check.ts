import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { oldestCdk } from './buildConstruct.ts';
import { compileApps, exampleApps, synthesizeApp, writeCommonJsApp } from './checkApps.ts';
import { commandNode, constructNode } from './nodeVersions.ts';
import { distFolder, projectFolder, readManifest } from './paths.ts';

/** Size of the input in bytes: enough for two blocks, so that `convert` also uses its second thread. */
const bytesForTwoThreads = 40 * 1024 * 1024;

/** Versions of aws-cdk-lib to check: those on the command line, or else the oldest one and this project's. */
const versions = process.argv.slice(2);
if (versions.length === 0)
  versions.push(oldestCdk['aws-cdk-lib'], readManifest().dependencies['aws-cdk-lib']);

await import('./build.ts');
for (const version of new Set(versions)) {
  if (version === oldestCdk['aws-cdk-lib']) checkOldest(version);
  else check(version, process.execPath, process.execPath);
}

/** Checks the oldest CDK, with the oldest Node.js of each package. */
function checkOldest(version: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'node-'));
  const [construct, command] = [constructNode, commandNode].map(({ oldest }) => installNode(folder, oldest));
  check(version, construct, command);
  rmSync(folder, { recursive: true });
}

/**
 * Installs the packages into an empty folder, and uses them as users do.
 *
 * @param constructRunner path of the Node.js that synthesizes
 * @param commandRunner path of the Node.js that runs npm and the command
 */
function check(version: string, constructRunner: string, commandRunner: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'packages-'));
  writeFileSync(join(folder, 'package.json'), '{"name":"app","version":"1.0.0","private":true}');
  const packages = [...globSync(join(distFolder, '*.tgz')), `aws-cdk-lib@${version}`, '@types/node@24'];
  run(['npm', 'install', ...packages], folder);
  for (const binary of ['node', 'esbuild']) {
    const found = globSync(join(folder, 'node_modules/.bin', `${binary}*`));
    if (found.length > 0) throw new Error(`expected no ${binary} in the user's project, got ${found[0]}`);
  }
  compileApps(folder);
  const label = `aws-cdk-lib ${version}, ${versionOf(constructRunner)}`;
  const apps = [
    ...exampleApps.map((app) => join('compiled', basename(app).replace('.ts', '.mjs'))),
    writeCommonJsApp(folder),
  ];
  for (const app of apps) {
    const start = performance.now();
    const types = synthesizeApp(folder, app, constructRunner);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`${label}: ${app} has ${types.length} resources, synthesized in ${seconds} s`);
  }
  const fields = join(projectFolder, 'examples/website-20-fields.fields.txt');
  const records = writeManyRecords(folder);
  const convert = ['cfrl', 'convert', '--threads', '2', '--fields', fields, '--out', 'lake', records];
  run(['npm', 'exec', '--offline', '--', ...convert], folder, commandRunner);
  const files = globSync(join(folder, 'lake/raw/**/*.parquet'));
  if (files.length === 0) throw new Error('expected Parquet files of npx cfrl convert, got none');
  console.log(`${versionOf(commandRunner)}: npx cfrl convert wrote ${files.length} Parquet files`);
  rmSync(folder, { recursive: true });
}

/** Writes a file of so many records that `convert` starts a second thread. */
function writeManyRecords(folder: string): string {
  const example = gunzipSync(readFileSync(join(projectFolder, 'examples/website-20-fields.tsv.gz')));
  const file = join(folder, 'records.tsv');
  writeFileSync(file, Buffer.concat(Array(Math.ceil(bytesForTwoThreads / example.length)).fill(example)));
  return file;
}

/** Installs a version of Node.js, and returns the path of its executable. */
function installNode(folder: string, version: string): string {
  const [name, system] = [`node-${version}`, process.platform === 'win32' ? 'win' : process.platform];
  run(
    ['npm', 'install', '--prefix', join(folder, name), `node-${system}-${process.arch}@${version}`],
    folder,
  );
  const [program] = globSync(join(folder, name, 'node_modules/node-*/bin/node{,.exe}'));
  if (program === undefined) throw new Error(`expected Node.js ${version} in ${folder}, got none`);
  return program;
}

function versionOf(node: string): string {
  return `Node.js ${spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim().slice(1)}`;
}

/** Runs npm or npx with this Node.js first in the PATH. */
function run([command = '', ...args]: readonly string[], cwd: string, node = process.execPath): void {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    env: { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env['PATH']}` },
  });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${stdout}${stderr}`);
}
