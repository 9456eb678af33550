import { setTimeout } from 'node:timers/promises';
import type { SourceMeta } from '../../explorer/sources/source.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { startLocal } from './startLocal.ts';

const folder = temporaryFolder();

describe('npm start -- --watch', () => {
  it('shows the records that arrive in the lake on the page, and stops cleanly on Ctrl-C', async () => {
    const args = ['--watch', '--no-open', '--rate', '200', '--shards', '1'];
    const run = startLocal(args, { TMPDIR: folder });
    const [, base, token] = await run.shows(/(http:\/\/127\.0\.0\.1:\d+\/)#token=(\S+)\s/);
    const look = async () => {
      const response = await fetch(`${base}api/meta`, {
        method: 'POST',
        body: '{}',
        headers: { 'x-explorer-token': token },
      });
      return (await response.json()) as SourceMeta;
    };
    const figures = ({ strip }: SourceMeta) =>
      Object.fromEntries(strip.map(({ label, value }) => [label, value]));
    let meta = await look();
    const seen = new Set<number>();
    while (seen.size < 2) {
      await setTimeout(100);
      meta = await look();
      if (meta.rows > 0) seen.add(meta.rows);
    }
    run.child.kill('SIGINT');
    expect((await run.outcome).errors).toBe('');
    expect(meta).toMatchObject({ kind: 'live', name: 'npm start', warnings: [] });
    const { 'Records sent': sent, 'In the lake': stored, Quarantined, 'Given up': givenUp } = figures(meta);
    const number = (text = '') => Number(text.replaceAll(',', ''));
    expect(number(stored)).toBe(meta.rows);
    expect(number(sent)).toBeGreaterThan(0);
    expect([Quarantined, givenUp]).toEqual(['0', '0']);
  });
});
