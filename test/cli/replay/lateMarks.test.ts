import { expectedLayouts } from '../../../core/layouts/layout.ts';
import { shardId } from '../../support/batches.ts';
import { lineOf, requestId } from '../../support/records.ts';
import { transformLines } from '../../support/transforming.ts';
import { createTestLake, fields } from './testLake.ts';

const lake = createTestLake();
const moreFields = [...fields, 'c-country'];

/** A batch as Lambda stores it, whose records arrived at the given time. */
function failureObject(lines: readonly string[], arrival: number): string {
  const Records = lines.map((line, place) => ({
    eventID: `${shardId}:${place}`,
    kinesis: {
      data: Buffer.from(`${line}\n`).toString('base64'),
      sequenceNumber: String(place),
      approximateArrivalTimestamp: arrival / 1000,
    },
  }));
  return JSON.stringify({ payload: JSON.stringify({ Records }) });
}

// The consumer marks only late files. Commands have no limit of time, so a merge could miss their files of any hour.
it('marks the hour of every file that a replay writes, even while records still arrive in that hour', async () => {
  const now = Date.now();
  const request = (names: readonly string[], number: number) =>
    lineOf(names, { 'x-edge-request-id': requestId(number) });
  await lake.put('failures', 'aws/lambda/mapping/a', failureObject([request(fields, 0)], now));
  const quarantined = { data: `${request(moreFields, 1)}\n`, arrival: new Date(now).toISOString() };
  await lake.putAll(transformLines(fields, [quarantined]).objects);

  await lake.replay({ layouts: [...expectedLayouts(fields), ...expectedLayouts(moreFields)] });

  const raw = lake.keys().filter((key) => key.startsWith('raw/'));
  const marked = lake
    .keys()
    .filter((key) => key.startsWith('late/'))
    .map((key) => key.replace(/^late\/(.*)\/(\d\d)\/(.*)\.\d+$/, 'raw/arrival_day=$1/arrival_hour=$2/$3'));
  expect(raw).toHaveLength(2);
  expect(marked).toEqual(raw);
});
