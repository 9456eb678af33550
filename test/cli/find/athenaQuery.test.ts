import type { AthenaClient } from '@aws-sdk/client-athena';
import { queryAthena } from '../../../cli/find/athenaQuery.ts';
import { type Answers, answeringClient, serviceError } from '../answeringClient.ts';
import { ManualClock } from '../stream/manualClock.ts';
import { athenaAnswers } from './athenaAnswers.ts';

function query(answers: Answers, signal = new AbortController().signal) {
  const athena = answeringClient<AthenaClient>(answers);
  const clock = new ManualClock('2026-11-20T13:05:00Z');
  const context = { athena, workgroup: 'logs', database: 'logs_db', clock, signal };
  return { athena, clock, answer: queryAthena(context, 'SELECT 1') };
}

describe('queryAthena', () => {
  it('runs a query in the workgroup and waits for its end', async () => {
    const rows = [{ x_edge_request_id: 'id', sc_status: '200', cs_referer: null }];
    const { athena, clock, answer } = query(
      athenaAnswers({ State: 'SUCCEEDED', DataScannedInBytes: 4711 }, rows),
    );

    expect(await answer).toEqual({ rows, scannedBytes: 4711 });
    expect(athena.calls[0]).toEqual({
      operation: 'StartQueryExecution',
      input: {
        QueryString: 'SELECT 1',
        WorkGroup: 'logs',
        QueryExecutionContext: { Database: 'logs_db' },
      },
    });
    expect(clock.sleeps).toEqual([250, 500, 1000]);
  });

  it('gives no rows where there are none', async () => {
    const { answer } = query(athenaAnswers({ State: 'SUCCEEDED' }));

    expect(await answer).toEqual({ rows: [], scannedBytes: 0 });
  });

  it.each([
    [
      { State: 'FAILED', StateChangeReason: 'TABLE_NOT_FOUND: line 2:6: Table does not exist' },
      "expected an answer of Athena in the workgroup 'logs', got FAILED: TABLE_NOT_FOUND: line 2:6: Table does not exist",
    ],
    [
      { State: 'CANCELLED', StateChangeReason: 'Bytes scanned limit was exceeded' },
      "expected an answer of Athena in the workgroup 'logs', got CANCELLED: Bytes scanned limit was exceeded",
    ],
    [{ State: 'FAILED' }, "expected an answer of Athena in the workgroup 'logs', got FAILED: no reason"],
  ])('says in the words of Athena why there is no answer: %j', async (outcome, message) => {
    await expect(query(athenaAnswers(outcome)).answer).rejects.toThrow(new Error(message));
  });

  it('stops the query when it is told to', async () => {
    const stop = new AbortController();
    const answers = athenaAnswers({ State: 'SUCCEEDED' });
    const { athena, answer } = query(
      {
        ...answers,
        GetQueryExecution() {
          stop.abort();
          return { QueryExecution: { Status: { State: 'RUNNING' } } };
        },
      },
      stop.signal,
    );

    await expect(answer).rejects.toThrow('aborted');
    expect(athena.calls.at(-1)).toEqual({
      operation: 'StopQueryExecution',
      input: { QueryExecutionId: 'a1b2c3d4-5678-4000-8000-000000000000' },
    });
  });

  it('passes on what else Athena says', async () => {
    const error = serviceError('InvalidRequestException', 'WorkGroup logs is not found.');

    await expect(query({ StartQueryExecution: error }).answer).rejects.toBe(error);
  });
});
