import type { Delivery } from '../../core/destinations/delivery.ts';
import type { DeployedDestination } from '../../core/destinations/deployedDestination.ts';
import type { FirehoseAnswer } from '../../core/destinations/firehoseEvent.ts';
import { testRecord, testRequestId } from '../../core/destinations/testRecord.ts';
import type { Layout } from '../../core/layouts/layout.ts';
import { type Invoked, readInvoked } from './invokeFunction.ts';

/** What a test of a destination takes. */
export interface DestinationTest {
  readonly destination: DeployedDestination;
  /** The known layouts, the newest last. */
  readonly layouts: readonly Layout[];
  /** Epoch milliseconds. */
  readonly now: number;
  /** Invokes the function of the destination. */
  readonly invoke: (event: string) => Promise<Invoked>;
  /** Puts a record into the stream; undefined if that is not wanted. */
  readonly putIntoStream: ((record: Buffer) => Promise<unknown>) | undefined;
  /** Looks for the document: how many there are, or the status with which the search was refused. */
  readonly search:
    | ((requestId: string) => Promise<{ readonly found: number } | { readonly refused: number }>)
    | undefined;
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** Milliseconds between two searches, and how often a document is looked for: longer than OpenSearch hides it. */
const pauseBetween = 5_000;
const searches = { direct: 15, firehose: 60 } as const;

/**
 * Sends a marked document to a destination, and reads it back if its receiver can be searched.
 *
 * @returns what was found, as lines
 * @throws Error if the document was not delivered
 */
export async function testDestination(test: DestinationTest): Promise<string[]> {
  const { destination, layouts, now, putIntoStream } = test;
  const layout = layouts.findLast(({ until }) => until === undefined) ?? layouts[layouts.length - 1];
  const requestId = testRequestId(now);
  const record = Buffer.from(`${testRecord(layout.fields, now)}\n`);
  const isDirect = destination.via === 'direct';
  const lines = [isDirect ? await deliver(test, record) : await transform(test, record)];
  if (!isDirect) {
    if (putIntoStream === undefined) {
      return [
        ...lines,
        'Firehose takes no records but those of the stream. --through-stream puts the marked record there, so that the',
        'lake, the metrics, and every destination receive it as well.',
      ];
    }
    await putIntoStream(record);
    lines.push('The stream took the marked record.');
  }
  return [...lines, await readBack(test, requestId, layout.fields.includes('x-edge-request-id'))];
}

async function deliver({ destination, invoke, now }: DestinationTest, record: Buffer): Promise<string> {
  const event = {
    Records: [
      {
        eventID: `shardId-000000000000:${now}`,
        kinesis: {
          data: record.toString('base64'),
          sequenceNumber: String(now),
          approximateArrivalTimestamp: now / 1000,
        },
      },
    ],
  };
  const { delivered, unreadable } = readInvoked<Delivery>(await invoke(JSON.stringify(event)));
  if (delivered === 1) return `${destination.name} took the marked document.`;
  throw new Error(
    unreadable > 0
      ? 'expected the function to read the marked record, got one that fits no layout it knows; deploy the stack again'
      : `expected ${destination.name} to take the marked document, got a refusal, which is below ` +
          `destinations/${destination.name}/refused/ in ${destination.failureBucket}`,
  );
}

async function transform({ invoke, now }: DestinationTest, record: Buffer): Promise<string> {
  const records = [
    {
      recordId: `cfrl-destination-test-${now}`,
      data: record.toString('base64'),
      approximateArrivalTimestamp: now,
      kinesisRecordMetadata: { shardId: 'shardId-000000000000', sequenceNumber: String(now) },
    },
  ];
  const answer = readInvoked<FirehoseAnswer>(await invoke(JSON.stringify({ records })));
  if (answer.records[0]?.result === 'Ok') return 'The function transforms the marked record.';
  throw new Error(
    `expected the function to transform the marked record, got ${answer.records[0]?.result ?? 'no answer'}`,
  );
}

async function readBack(
  { destination, search, pause }: DestinationTest,
  requestId: string,
  hasId: boolean,
): Promise<string> {
  const look = hasId
    ? `Look for x_edge_request_id ${requestId} there.`
    : 'Look for /cfrl-destination-test there, if the path is logged.';
  if (search === undefined || !hasId) return `The document can't be read back from here. ${look}`;
  for (let count = 0; count < searches[destination.via]; count++) {
    const result = await search(requestId);
    if ('refused' in result) {
      return `The document can't be read back: the search was refused with status ${result.refused}. ${look}`;
    }
    if (result.found > 0) return `It was read back: ${result.found} document with the marked request ID.`;
    await pause(pauseBetween);
  }
  throw new Error(
    `expected to find the marked document, got none after ${searches[destination.via]} searches`,
  );
}
