import { gzipSync } from 'node:zlib';
import { bundlePage } from '../../bundle/bundlePage.ts';

describe('the bundled page', () => {
  it('is small, and loads nothing from other hosts', async () => {
    const { html, script, style } = await bundlePage();
    // Lists that only the server needs, such as the list of crawlers, would make it several times as large.
    expect(gzipSync(script).length).toBeLessThan(60_000);
    expect(String(style)).not.toMatch(/url\(|@import/);
    expect([...String(html).matchAll(/(?:src|href)="([^"]*)"/g)].map(([, target]) => target)).toEqual([
      expect.stringMatching(/^data:image\/svg\+xml,/),
      '/page.css',
      '/page.js',
    ]);
  });
});
