import { isAscii } from 'node:buffer';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { buildPage } from '../bundlePage.ts';
import { commandNode, startFile } from './nodeVersions.ts';
import { type ProjectManifest, projectFolder } from './paths.ts';

/** Packages that can't be bundled because they contain native code. */
const native = ['@duckdb/node-api'];

/**
 * Builds the package `cfrl`. It contains the command in one file, a start file that enables the compile
 * cache, a file for the threads of `convert`, and the explorer's page.
 */
export async function buildCommand(outputFolder: string, manifest: ProjectManifest): Promise<void> {
  mkdirSync(outputFolder, { recursive: true });
  await build({
    absWorkingDir: projectFolder,
    entryPoints: ['bin/cfrl.ts', 'cli/convert/blockWorker.ts'],
    outdir: outputFolder,
    entryNames: '[name]',
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    target: `node${commandNode.oldest}`,
    // CommonJS loads a package only when it is needed. An ES module loads all packages at its start.
    format: 'cjs',
    mainFields: ['module', 'main'],
    define: {
      'import.meta.dirname': '__dirname',
      'import.meta.filename': '__filename',
      'import.meta.url': 'moduleUrl',
    },
    banner: { js: "const moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
    external: [...native, 'esbuild'],
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    logLevel: 'silent',
  });
  for (const file of ['cfrl.cjs', 'blockWorker.cjs']) refuseOtherCharacters(join(outputFolder, file));
  await buildPage(join(outputFolder, 'page'));
  writeFileSync(join(outputFolder, 'start.cjs'), startFile, { mode: 0o755 });
  copyFileSync(join(projectFolder, 'LICENSE'), join(outputFolder, 'LICENSE'));
  copyFileSync(join(projectFolder, 'docs/commands.md'), join(outputFolder, 'README.md'));
  writeFileSync(join(outputFolder, 'package.json'), `${JSON.stringify(manifestOf(manifest), null, 2)}\n`);
}

/**
 * Rejects non-ASCII characters, because V8 would then store the entire file with two bytes per character.
 * esbuild escapes them in strings, but can't in regular expressions and raw templates.
 */
function refuseOtherCharacters(file: string): void {
  const source = readFileSync(file);
  if (isAscii(source)) return;
  const at = source.findIndex((byte) => byte > 0x7f);
  const around = source.toString('utf8', at - 40, at + 8);
  throw new Error(`expected only ASCII in ${file}, got '${around}'; write the character as an escape`);
}

function manifestOf({ version, license, dependencies }: ProjectManifest): object {
  return {
    name: 'cfrl',
    version,
    description:
      'Tools for CloudFront real-time logs: estimate, attach, doctor, tail, convert, query, and more',
    keywords: ['aws', 'cloudfront', 'real-time-logs', 'cmcd', 'parquet', 'athena', 'cli'],
    license,
    bin: { cfrl: 'start.cjs' },
    engines: { node: commandNode.range },
    optionalDependencies: Object.fromEntries(native.map((name) => [name, dependencies[name]])),
  };
}
