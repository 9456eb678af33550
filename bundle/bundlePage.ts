import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const pageFolder = resolve(import.meta.dirname, '../explorer/page');

/** The files of the explorer's page. */
export interface BundledPage {
  readonly html: Buffer;
  readonly script: Buffer;
  readonly style: Buffer;
}

/**
 * Bundles the explorer's page, including its libraries, into one script and one style sheet. The page loads
 * nothing else.
 *
 * @throws esbuild's error, with file and line, if an import can't be resolved
 */
export async function bundlePage(): Promise<BundledPage> {
  const { outputFiles } = await build({
    absWorkingDir: resolve(pageFolder, '../..'),
    entryPoints: [join(pageFolder, 'main.tsx')],
    outdir: '/page',
    write: false,
    bundle: true,
    format: 'esm',
    target: ['chrome120', 'firefox121', 'safari17.4'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    minify: true,
    legalComments: 'none',
    logLevel: 'silent',
  });
  const find = (extension: string) => {
    const file = outputFiles.find(({ path }) => path.endsWith(extension));
    return Buffer.from(file?.contents ?? []);
  };
  return { html: readFileSync(join(pageFolder, 'index.html')), script: find('.js'), style: find('.css') };
}

/**
 * Writes `index.html`, `page.js`, and `page.css` into a folder, for the installed package, which has no
 * sources.
 */
export async function buildPage(outputFolder: string): Promise<void> {
  const { html, script, style } = await bundlePage();
  mkdirSync(outputFolder, { recursive: true });
  writeFileSync(join(outputFolder, 'index.html'), html);
  writeFileSync(join(outputFolder, 'page.js'), script);
  writeFileSync(join(outputFolder, 'page.css'), style);
}
