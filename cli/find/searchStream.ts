import { RecordBatch } from '../../core/records/recordBatch.ts';
import { RecordReader } from '../../core/records/recordReader.ts';
import { identityField } from '../../core/records/recordTable.ts';
import type { Clock } from '../stream/clock.ts';
import { fillBatch } from '../stream/fillBatch.ts';
import { followStream } from '../stream/followStream.ts';
import type { StreamSource } from '../stream/streamSource.ts';
import type { FoundRequest } from './foundRequest.ts';

/** Milliseconds of the stream to search. Earlier records are in the lake, unless the consumer is behind. */
export const searchedTime = 5 * 60_000;

/** Input of a search in the stream. */
export interface StreamSearch extends Pick<StreamSource, 'kinesis' | 'streamName' | 'layouts' | 'policy'> {
  readonly requestId: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Searches the records that arrived in the stream in the last minutes. */
export async function searchStream(search: StreamSearch): Promise<FoundRequest | undefined> {
  const { requestId, layouts, policy, clock } = search;
  const reader = new RecordReader(layouts.layouts, policy);
  const batch = new RecordBatch();
  const found = new AbortController();
  const now = clock.now();
  let request: FoundRequest | undefined;
  await followStream({
    ...search,
    start: { since: new Date(now - searchedTime) },
    until: new Date(now),
    signal: AbortSignal.any([search.signal, found.signal]),
    async onPage(page) {
      const records = reader.read(fillBatch(batch, page));
      for (let record = 0; record < records.count; record++) {
        if (records.value(record, identityField) !== requestId) continue;
        request = {
          place: `the stream '${search.streamName}', ${page.shardId}, record ${records.sequenceNumber(record)}`,
          values: new Map(records.fields.map((field) => [field, records.value(record, field)])),
          malformedValues: records.malformedValues(record),
          copies: 1,
        };
        found.abort();
        return;
      }
    },
  });
  return request;
}
