import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Name of the package with the list of crawlers that functions use. */
export const crawlerPackage = 'crawler-user-agents';

/**
 * Calls `use` with a file that replaces the list of crawlers. It only contains patterns and tags, a tenth of
 * the list. With examples and descriptions, a function would be four times as large.
 */
export function withCrawlerPatterns<Result>(use: (file: string) => Result): Result {
  const list = createRequire(import.meta.url).resolve(crawlerPackage);
  const crawlers = JSON.parse(readFileSync(list, 'utf8')) as readonly {
    pattern: string;
    tags?: readonly string[];
  }[];
  const folder = mkdtempSync(join(tmpdir(), 'crawlers-'));
  try {
    const file = join(folder, 'crawlers.json');
    writeFileSync(file, JSON.stringify(crawlers.map(({ pattern, tags }) => ({ pattern, tags }))));
    return use(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
