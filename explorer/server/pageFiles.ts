import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The files of the page. */
export interface PageFiles {
  readonly html: Buffer;
  readonly script: Buffer;
  readonly style: Buffer;
}

/** Folder of the built page beside the bundled command, see `buildPage` in bundle/. */
const builtFolder = join(import.meta.dirname, 'page');

/** The page's files: as built in an installed package, made from the sources in the repository. */
export async function readPageFiles(): Promise<PageFiles> {
  if (existsSync(join(builtFolder, 'page.js'))) {
    return {
      html: readFileSync(join(builtFolder, 'index.html')),
      script: readFileSync(join(builtFolder, 'page.js')),
      style: readFileSync(join(builtFolder, 'page.css')),
    };
  }
  const { bundlePage } = await import('../../bundle/bundlePage.ts');
  return bundlePage();
}
