import {
  describeStatus,
  jsonOfStatus,
  readStatus,
  type StatusCalls,
} from '../../../cli/compact/compactionStatus.ts';
import { replaceView } from '../../../core/lake/compaction/replaceView.ts';
import { compactionTarget } from '../../../core/lake/compaction/target.ts';

const now = Date.parse('2026-11-20T15:20:00Z');
const hour = (text: string) => Date.parse(`2026-11-${text}:00Z`) / 3_600_000;
const viewOf = (watermark: number | undefined) =>
  replaceView(compactionTarget('athena', ['c_ip']), watermark);

function read(calls: Partial<StatusCalls>) {
  return readStatus(
    {
      viewText: async () => viewOf(hour('20T13:00')),
      lastRun: async () => undefined,
      listKeys: async () => [],
      ...calls,
    },
    now,
  );
}

describe('the status of the compaction', () => {
  it('reports that all hours are compacted', async () => {
    const run = { arn: 'arn', status: 'SUCCEEDED', startedAt: now, reason: undefined };
    expect(describeStatus(await read({ lastRun: async () => run }))).toEqual([
      'Watermark   2026-11-20 14:00 UTC: earlier requests are compacted, each once',
      'Waiting     no closed hour',
      'Late marks  none',
      'Last run    SUCCEEDED, started 2026-11-20 15:20:00 UTC',
    ]);
  });

  it('reports waiting hours, and why a run failed', async () => {
    const status = await read({
      viewText: async () => viewOf(hour('20T10:00')),
      lastRun: async () => ({
        arn: 'arn',
        status: 'FAILED',
        startedAt: now,
        reason: 'ProofFailed: 1 missing',
      }),
      listKeys: async () => ['late/2026-11-20/07/a.1', 'late/2026-11-20/07/b.2', 'late/2026-11-19/23/c.3'],
    });
    expect(describeStatus(status)).toEqual([
      'Watermark   2026-11-20 11:00 UTC: earlier requests are compacted, each once',
      'Waiting     3 closed hours, from 2026-11-20 11:00 UTC',
      'Late marks  3 in 2 hours, the oldest 2026-11-19 23:00 UTC',
      'Last run    FAILED, started 2026-11-20 15:20:00 UTC: ProofFailed: 1 missing',
    ]);
    expect(jsonOfStatus(status)).toEqual({
      hasView: true,
      compactedUntil: '2026-11-20T11:00:00.000Z',
      waitingHours: 3,
      lateMarks: 3,
      lateHours: ['2026-11-19T23:00:00.000Z', '2026-11-20T07:00:00.000Z'],
      lastRun: {
        arn: 'arn',
        status: 'FAILED',
        startedAt: '2026-11-20T15:20:00.000Z',
        reason: 'ProofFailed: 1 missing',
      },
    });
  });

  it('reports that no hour is compacted yet', async () => {
    expect(describeStatus(await read({ viewText: async () => viewOf(undefined) })).slice(0, 2)).toEqual([
      "Watermark   none: 'requests' reads the raw files only",
      'Waiting     unknown before the first run',
    ]);
    expect(describeStatus(await read({ viewText: async () => undefined }))[0]).toBe(
      "Watermark   none: the view 'requests' does not exist; 'npx cfrl compact --run' creates it",
    );
  });
});
