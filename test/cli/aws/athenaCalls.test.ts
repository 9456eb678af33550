import type { AthenaClient } from '@aws-sdk/client-athena';
import { athenaCalls } from '../../../cli/aws/athenaCalls.ts';
import { readAllRows, runQuery } from '../../../core/aws/athena/runQuery.ts';
import { ScanBudget, ScanLimitError } from '../../../core/aws/athena/scanBudget.ts';
import { type Answers, answeringClient, serviceError } from '../answeringClient.ts';
import { athenaAnswers, resultOf } from '../find/athenaAnswers.ts';
import { ManualClock } from '../stream/manualClock.ts';

const id = 'a1b2c3d4-5678-4000-8000-000000000000';

function contextOf(
  answers: Answers,
  { signal = new AbortController().signal, budget = new ScanBudget() } = {},
) {
  const athena = answeringClient<AthenaClient>(answers);
  const clock = new ManualClock('2026-11-20T13:05:00Z');
  const context = {
    calls: athenaCalls(athena, { workgroup: 'logs', database: 'logs_db' }),
    sleep: (milliseconds: number, ending: AbortSignal) => clock.sleep(milliseconds, ending),
    signal,
    budget,
  };
  return { athena, clock, context };
}

describe('an Athena query', () => {
  it('runs in the workgroup, and its status is read with growing pauses', async () => {
    const rows = [{ x_edge_request_id: 'id', sc_status: '200', cs_referer: null }];
    const { athena, clock, context } = contextOf(
      athenaAnswers({ State: 'SUCCEEDED', DataScannedInBytes: 4711 }, rows),
    );

    expect(await readAllRows(context, 'SELECT 1')).toEqual({ rows, scannedBytes: 4711 });
    expect(athena.calls[0]).toEqual({
      operation: 'StartQueryExecution',
      input: {
        QueryString: 'SELECT 1',
        WorkGroup: 'logs',
        QueryExecutionContext: { Database: 'logs_db' },
      },
    });
    expect(clock.sleeps).toEqual([250, 500, 1000]);
    expect(context.budget.scannedBytes).toBe(4711);
  });

  it('returns all pages without the repeated row of column names', async () => {
    const first = resultOf(['a'], [{ a: '1' }, { a: 'a' }]);
    const second = resultOf(['a'], [{ a: '3' }]);
    const { athena, context } = contextOf({
      ...athenaAnswers({ State: 'SUCCEEDED' }),
      GetQueryResults: [
        { ...first, NextToken: 'next' },
        // Only the first page has the row of column names.
        { ResultSet: { ...second.ResultSet, Rows: second.ResultSet.Rows.slice(1) } },
      ],
    });
    const { columns, pages } = await runQuery(context, 'SELECT a');
    const read: unknown[] = [];
    for await (const page of pages()) read.push(page);

    expect(columns).toEqual([{ name: 'a', type: 'varchar' }]);
    expect(read).toEqual([[['1'], ['a']], [['3']]]);
    expect(athena.calls.at(-1)?.input).toEqual({ QueryExecutionId: id, NextToken: 'next' });
  });

  it('keeps the first row of a result that has no row of column names', async () => {
    const answer = resultOf(['tab_name'], [{ tab_name: 'requests' }]);
    const { context } = contextOf({
      ...athenaAnswers({ State: 'SUCCEEDED' }),
      GetQueryResults: { ResultSet: { ...answer.ResultSet, Rows: answer.ResultSet.Rows.slice(1) } },
    });

    expect((await readAllRows(context, 'SHOW TABLES')).rows).toEqual([{ tab_name: 'requests' }]);
  });

  it.each([
    [
      { State: 'FAILED', StateChangeReason: 'TABLE_NOT_FOUND: line 2:6: Table does not exist' },
      'expected a result from Athena, got FAILED: TABLE_NOT_FOUND: line 2:6: Table does not exist',
    ],
    [
      { State: 'CANCELLED', StateChangeReason: 'Bytes scanned limit was exceeded' },
      'expected a result from Athena, got CANCELLED: Bytes scanned limit was exceeded',
    ],
    [{ State: 'FAILED' }, 'expected a result from Athena, got FAILED: no reason'],
  ])("fails with Athena's message: %j", async (outcome, message) => {
    const { context } = contextOf(athenaAnswers(outcome));
    await expect(runQuery(context, 'SELECT 1')).rejects.toThrow(new Error(message));
  });

  it('is stopped in Athena when the signal is aborted', async () => {
    const stop = new AbortController();
    const { athena, context } = contextOf(
      {
        ...athenaAnswers({ State: 'SUCCEEDED' }),
        GetQueryExecution() {
          stop.abort();
          return { QueryExecution: { Status: { State: 'RUNNING' } } };
        },
      },
      { signal: stop.signal },
    );

    await expect(runQuery(context, 'SELECT 1')).rejects.toThrow('aborted');
    expect(athena.calls.at(-1)).toEqual({ operation: 'StopQueryExecution', input: { QueryExecutionId: id } });
  });

  it('is stopped in Athena when all queries of its budget together scan too much', async () => {
    const budget = new ScanBudget(1_000_000_000);
    budget.note('another query', 400_000_000);
    const running = { Status: { State: 'RUNNING' }, Statistics: { DataScannedInBytes: 600_000_000 } };
    const { athena, context } = contextOf(
      { ...athenaAnswers({}), GetQueryExecution: { QueryExecution: running } },
      { budget },
    );
    const message =
      'expected to scan at most 1 GB, got 1 GB; query less time or fewer columns, or raise the limit';

    await expect(runQuery(context, 'SELECT 1')).rejects.toThrow(message);
    expect(athena.calls.map(({ operation }) => operation)).toEqual([
      'StartQueryExecution',
      'GetQueryExecution',
      'StopQueryExecution',
    ]);
    await expect(runQuery(context, 'SELECT 2')).rejects.toThrow(ScanLimitError);
    expect(athena.calls).toHaveLength(3);
  });

  it('rethrows other errors of Athena', async () => {
    const error = serviceError('InvalidRequestException', 'WorkGroup logs is not found.');
    const { context } = contextOf({ StartQueryExecution: error });
    await expect(runQuery(context, 'SELECT 1')).rejects.toBe(error);
  });
});
