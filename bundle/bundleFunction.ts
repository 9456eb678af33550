import { join, resolve } from 'node:path';
import { buildSync, type Metafile } from 'esbuild';
import { crawlerPackage, withCrawlerPatterns } from './crawlerPatterns.ts';

/** Root of the project. Paths in a bundle's metafile are relative to it. */
const projectFolder = resolve(import.meta.dirname, '..');

/** Options of {@link bundleFunction}. */
export interface BundleFunctionOptions {
  /** The function's entry file, which exports `handler`. */
  readonly entryFile: string;
  /** The folder that becomes the Lambda asset. Created if it doesn't exist. */
  readonly outputFolder: string;
}

/** A bundled function, which can be deployed or run with a Runtime API. */
export interface FunctionBundle {
  /** The only file of the asset, `index.js` in the output folder. */
  readonly file: string;
  /** The handler setting of the function: file name without extension, and export. */
  readonly handler: 'index.handler';
  /** Size of the file in bytes, uncompressed. */
  readonly bytes: number;
  /** The inputs of the file, and the bytes of each, from esbuild. */
  readonly metafile: Metafile;
}

/**
 * Bundles a function and all of its imports, including the AWS SDK, into one CommonJS file.
 *
 * Both the deployment and the local pipeline use it, so that the local pipeline runs the deployed code. It is
 * synchronous because constructs create their assets synchronously. The same input gives the same bytes.
 *
 * @throws esbuild's error, with file and line, if an import can't be resolved
 */
export function bundleFunction({ entryFile, outputFolder }: BundleFunctionOptions): FunctionBundle {
  const file = join(outputFolder, 'index.js');
  const { metafile } = withCrawlerPatterns((patterns) =>
    buildSync({
      absWorkingDir: projectFolder,
      entryPoints: [resolve(entryFile)],
      outfile: file,
      bundle: true,
      platform: 'node',
      target: 'node24',
      format: 'cjs',
      // The SDK's modules are smaller than its CommonJS files, from which esbuild can't drop unused parts.
      mainFields: ['module', 'main'],
      minifyWhitespace: true,
      minifySyntax: true,
      legalComments: 'none',
      metafile: true,
      logLevel: 'silent',
      alias: { [crawlerPackage]: patterns },
    }),
  );
  const bytes = Object.values(metafile.outputs)[0].bytes;
  return { file, handler: 'index.handler', bytes, metafile };
}
