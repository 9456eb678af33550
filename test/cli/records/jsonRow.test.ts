import { jsonRow } from '../../../cli/records/jsonRow.ts';
import { sequenceNumberOf, shardId } from '../../support/batches.ts';
import { requestId } from '../../support/records.ts';
import { readRecords } from './readRecords.ts';

describe('jsonRow', () => {
  it('has the columns and values of the lake', () => {
    const fields = ['timestamp', 'sc-status', 'x-edge-request-id', 'time-taken', 'cs-cookie'];

    expect(jsonRow(readRecords(fields, [{ 'cs-cookie': 'secret=1' }]), 0)).toEqual({
      timestamp: '2026-11-20T13:00:00.123Z',
      sc_status: 200,
      x_edge_request_id: requestId(1),
      time_taken: 0.057,
      cs_cookie: null,
    });
  });

  it('has the columns that the pipeline adds, if they are not empty', () => {
    const records = readRecords(['sc-status', 'sc-content-len'], [{ 'sc-content-len': 'long' }, {}]);

    expect([0, 1].map((record) => jsonRow(records, record))).toEqual([
      {
        sc_status: 200,
        sc_content_len: null,
        sequence_number: `${shardId}-${sequenceNumberOf(0)}`,
        malformed_values: 'sc-content-len=long',
      },
      { sc_status: 200, sc_content_len: 4800, sequence_number: `${shardId}-${sequenceNumberOf(1)}` },
    ]);
  });

  it('identifies a record without a request ID', () => {
    const fields = ['sc-status', 'x-edge-request-id'];
    expect(jsonRow(readRecords(fields, [{ 'x-edge-request-id': '-' }]), 0)).toEqual({
      sc_status: 200,
      x_edge_request_id: null,
      sequence_number: `${shardId}-${sequenceNumberOf(0)}`,
    });
  });

  it('has only the chosen columns, in their order', () => {
    const records = readRecords(['timestamp', 'sc-status', 'cs-method'], [{}]);

    expect(JSON.stringify(jsonRow(records, 0, ['cs-method', 'sc-status']))).toBe(
      '{"cs_method":"GET","sc_status":200}',
    );
  });
});
