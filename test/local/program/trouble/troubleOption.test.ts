import { start } from '../../../../local/program/start.ts';
import { startCommand } from '../../../../local/program/startOptions.ts';
import { troubles } from '../../../../local/program/trouble/troubles.ts';
import { runCommandLine } from '../../../../terminal/commandLine.ts';
import { UsageError } from '../../../../terminal/usageError.ts';

/** Returns the error that npm start reports for a trouble before it starts anything. */
async function refusalOf(name: string, ...others: readonly string[]): Promise<unknown> {
  const command = startCommand((options) => start(options, new AbortController().signal));
  return runCommandLine(command, ['--trouble', name, ...others]).catch((error: unknown) => error);
}

describe('npm start -- --trouble', () => {
  it('lists the troubles, and rejects those that need other records, and options that have no effect', async () => {
    const names = troubles.map(({ name }) => name).join(', ');
    expect(await refusalOf('rain')).toEqual(
      new UsageError(`--trouble: expected names from ${names}, got 'rain'`),
    );
    expect(await refusalOf('stalled-video')).toEqual(
      new UsageError(
        '--trouble stalled-video: expected records with the field cmcd-buffer-starvation; use other records, for example --records examples/video-62-fields.tsv.gz',
      ),
    );
    expect(await refusalOf('duplicates', '--watch')).toEqual(
      new UsageError('--watch: cannot be combined with --trouble; remove one of them'),
    );
  });

  it('changes only the playback requests of the player with the most requests', () => {
    const fields = ['c-ip', 'cmcd-session-id', 'cmcd-buffer-starvation'];
    const change = troubles.find(({ name }) => name === 'stalled-video')?.change;
    const records = ['192.0.2.1\ta\t-', '192.0.2.2\tb\t-', '192.0.2.2\tb\t-', '192.0.2.2\t-\t-'];
    expect(change?.({ records, fields })).toEqual([
      '192.0.2.1\ta\t-',
      '192.0.2.2\tb\ttrue',
      '192.0.2.2\tb\ttrue',
      '192.0.2.2\t-\t-',
    ]);
  });
});
