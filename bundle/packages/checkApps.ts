import { spawnSync } from 'node:child_process';
import { copyFileSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { projectFolder } from './paths.ts';

/** The example apps, by file. */
export const exampleApps: readonly string[] = globSync('examples/apps/*.ts', {
  cwd: projectFolder,
}).toSorted();

/** A CommonJS app, which requires the package: a distribution and its pipeline. */
const commonJsApp = `
const { App, Stack } = require('aws-cdk-lib');
const { Distribution } = require('aws-cdk-lib/aws-cloudfront');
const { HttpOrigin } = require('aws-cdk-lib/aws-cloudfront-origins');
const { RealtimeLogPipeline } = require('cloudfront-realtime-logs');
const app = new App();
const stack = new Stack(app, 'Site');
const site = new Distribution(stack, 'Web', {
  defaultBehavior: { origin: new HttpOrigin('origin.example.com') },
});
new RealtimeLogPipeline(stack, 'Logs').attach(site);
app.synth();
`;

const compilerOptions = {
  strict: true,
  skipLibCheck: false,
  module: 'nodenext',
  target: 'es2022',
  types: ['node'],
  outDir: 'compiled',
};

/**
 * Compiles the example apps as in a user's project: strict, and including the declarations of packages.
 *
 * @param folder a folder whose `node_modules` contains the packages
 * @throws Error with the first errors
 */
export function compileApps(folder: string): void {
  for (const app of exampleApps) {
    copyFileSync(join(projectFolder, app), join(folder, basename(app).replace('.ts', '.mts')));
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.mts'] }));
  run(folder, [process.execPath, join(projectFolder, 'node_modules/typescript/bin/tsc'), '-p', '.']);
}

/**
 * Synthesizes an app, without esbuild or network access.
 *
 * @param node path of the Node.js that runs the app
 * @returns the types of all resources in its first template
 */
export function synthesizeApp(folder: string, file: string, node = process.execPath): string[] {
  const out = join(folder, `cdk.out.${basename(file)}`);
  run(folder, [node, file], {
    CDK_OUTDIR: out,
    HTTPS_PROXY: 'http://127.0.0.1:9',
    HTTP_PROXY: 'http://127.0.0.1:9',
  });
  const [template] = globSync(join(out, '*.template.json'));
  const resources: Record<string, { Type: string }> = JSON.parse(readFileSync(template, 'utf8')).Resources;
  return Object.values(resources).map(({ Type }) => Type);
}

/** Writes the CommonJS app into a folder, and returns its path. */
export function writeCommonJsApp(folder: string): string {
  writeFileSync(join(folder, 'commonJs.cjs'), commonJsApp);
  return 'commonJs.cjs';
}

function run(
  folder: string,
  [command = '', ...args]: readonly string[],
  variables: NodeJS.ProcessEnv = {},
): void {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...variables },
  });
  if (status === 0) return;
  const output = `${stdout}${stderr}`.trim().split('\n').slice(0, 20).join('\n');
  throw new Error(`${args.join(' ')} failed: ${output}`);
}
