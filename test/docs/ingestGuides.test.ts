import { readFileSync } from 'node:fs';
import { withIngestGuides } from '../../docs/ingestGuides.ts';

describe('docs/destinations.md', () => {
  const page = readFileSync('docs/destinations.md', 'utf8');

  it('has the guides that follow from options and documents; npm run docs writes them', () => {
    expect(page).toBe(withIngestGuides(page));
  });

  it('has a guide for each type of destination', () => {
    const types = [...page.matchAll(/^ {2}"type": "([\w-]+)"/gm)].map(([, type]) => type);
    expect(new Set(types)).toEqual(
      new Set(['opensearch', 'opensearch-serverless', 'redshift', 'splunk', 'http', 's3']),
    );
  });
});
