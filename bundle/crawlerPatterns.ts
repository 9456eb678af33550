import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Name of the package whose list of crawlers functions use. */
export const crawlerPackage = 'crawler-user-agents';

/**
 * Calls a function with a file that replaces the list of crawlers: patterns and tags alone, a tenth of the list.
 * The examples and descriptions that it leaves out would make a function four times as large.
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
