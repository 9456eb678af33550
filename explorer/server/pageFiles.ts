import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Contents of the page's files. */
export interface PageFiles {
  readonly html: Buffer;
  readonly script: Buffer;
  readonly style: Buffer;
}

/** Folder of the built page, next to the bundled command; see `buildPage` in bundle/. */
const builtFolder = join(import.meta.dirname, 'page');

/**
 * Returns the page's files. In an installed package, reads the built files; in the repository, builds them
 * from source.
 */
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
