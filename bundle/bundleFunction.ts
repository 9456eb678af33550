import { join, resolve } from 'node:path';
import { buildSync, type Metafile } from 'esbuild';
import { crawlerPackage, withCrawlerPatterns } from './crawlerPatterns.ts';

/** The folder that paths in a bundle's metafile are relative to: the project's root. */
const projectFolder = resolve(import.meta.dirname, '..');

/** Names the function to bundle and the folder that receives it. */
export interface BundleFunctionOptions {
  /** The function's entry file, which exports `handler`. */
  readonly entryFile: string;
  /** The folder that becomes the Lambda asset; created if it is absent. */
  readonly outputFolder: string;
}

/** A bundled function, ready to be deployed or to run with a Runtime API. */
export interface FunctionBundle {
  /** The one file of the asset, `index.js` in the output folder. */
  readonly file: string;
  /** The handler setting of the function: file name without extension, and export. */
  readonly handler: 'index.handler';
  /** Size of the file in bytes, uncompressed. */
  readonly bytes: number;
  /** What esbuild put into the file, and how many bytes of each input. */
  readonly metafile: Metafile;
}

/**
 * Bundles a function and everything it imports, the AWS SDK included, into one CommonJS file.
 *
 * The deployment and the local pipeline both call this, so that what runs on one machine is what is deployed.
 * It is synchronous because CDK assets are made while constructs are made. The same input gives the same bytes.
 *
 * @throws the error of esbuild, which names file and line, if an import can't be resolved
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
