import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { buildCommand } from '../../bundle/packages/buildCommand.ts';
import { projectFolder, readManifest } from '../../bundle/packages/paths.ts';
import { runProgram } from './wholeProcess.ts';

/** Built JavaScript programs, as users run them. */
export interface BuiltPrograms {
  /** The start file of the command `cfrl`. */
  readonly cfrl: string;
  /** A program that runs a single DuckDB statement with a given number of threads. */
  readonly duckdbCopy: string;
}

/**
 * Builds the programs in a folder, and runs each once, so that Node.js caches their compiled code there.
 *
 * @param folder folder for the programs; its subfolder `compile-cache` contains the compile cache
 */
export async function buildPrograms(folder: string): Promise<BuiltPrograms> {
  const duckdbCopy = join(folder, 'duckdbCopy.mjs');
  await build({
    entryPoints: [join(projectFolder, 'bench/children/duckdbCopy.ts')],
    outfile: duckdbCopy,
    format: 'esm',
  });
  // DuckDB's package contains native code, which can't be bundled.
  symlinkSync(join(projectFolder, 'node_modules'), join(folder, 'node_modules'), 'junction');
  const command = join(folder, 'cfrl');
  await buildCommand(command, readManifest());
  const programs = { cfrl: join(command, 'start.cjs'), duckdbCopy };
  process.env.NODE_COMPILE_CACHE = join(folder, 'compile-cache');
  runProgram([programs.cfrl, '--version']);
  runProgram([duckdbCopy, 'SELECT 1', '1']);
  return programs;
}
