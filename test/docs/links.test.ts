import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path/posix';

const pages = globSync('{*.md,docs/**/*.md,.github/**/*.md}').map((page) => page.replaceAll('\\', '/'));

/** Returns the anchors of a page's headings in GitHub's notation. */
function anchorsOf(page: string): string[] {
  const text = readFileSync(page, 'utf8').replaceAll(/^```[\s\S]*?^```/gm, '');
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** Returns the problem of a link of a page; undefined if its target exists. */
function problemOf(page: string, link: string): string | undefined {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : join(dirname(page), path);
  if (!existsSync(target)) return `${page}: no file ${target}`;
  if (anchor !== undefined && !anchorsOf(target).includes(anchor))
    return `${page}: no heading #${anchor} in ${target}`;
  return undefined;
}

describe('links in the documentation', () => {
  it('lead to files and headings that exist', () => {
    const links = pages.flatMap((page) => {
      const text = readFileSync(page, 'utf8').replaceAll(/^```[\s\S]*?^```/gm, '');
      return [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => [page, link] as const);
    });
    const local = links.filter(([, link]) => !/^[a-z]+:/.test(link));
    expect(local.length).toBeGreaterThan(50);
    expect(local.map(([page, link]) => problemOf(page, link)).filter(Boolean)).toEqual([]);
  });

  it('lead from docs/README.md to every page', () => {
    const index = readFileSync('docs/README.md', 'utf8');
    const missing = globSync('docs/*.md')
      .map((page) => basename(page.replaceAll('\\', '/')))
      .filter((page) => page !== 'README.md' && !index.includes(`(${page}`));
    expect(missing).toEqual([]);
  });
});
