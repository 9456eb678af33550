import { readFileSync } from 'node:fs';
import { withIngestGuides } from '../../docs/ingestGuides.ts';

describe('docs/destinations.md', () => {
  const page = readFileSync('docs/destinations.md', 'utf8');

  it('has up-to-date guides; if this fails, run npm run docs', () => {
    expect(page).toBe(withIngestGuides(page));
  });

  it('has a guide for each type of destination', () => {
    const types = [...page.matchAll(/^ {2}"type": "([\w-]+)"/gm)].map(([, type]) => type);
    expect(new Set(types)).toEqual(
      new Set(['opensearch', 'opensearch-serverless', 'redshift', 'splunk', 'http', 's3']),
    );
  });
});
