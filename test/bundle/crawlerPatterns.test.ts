import { existsSync, readFileSync } from 'node:fs';
import crawlers from 'crawler-user-agents';
import { withCrawlerPatterns } from '../../bundle/crawlerPatterns.ts';

it('keeps the pattern and the tags of every crawler, in a temporary file', () => {
  let file = '';
  const list = withCrawlerPatterns((path) => {
    file = path;
    return JSON.parse(readFileSync(path, 'utf8'));
  });
  const all = crawlers as readonly { readonly pattern: string; readonly tags?: readonly string[] }[];
  expect(list).toEqual(all.map(({ pattern, tags }) => ({ pattern, ...(tags && { tags }) })));
  expect(existsSync(file)).toBe(false);
});
