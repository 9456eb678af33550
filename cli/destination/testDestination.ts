import type { Delivery } from '../../core/destinations/delivery.ts';
import type { DeployedDestination } from '../../core/destinations/deployedDestination.ts';
import type { FirehoseAnswer } from '../../core/destinations/firehoseEvent.ts';
import { testRecord, testRequestId } from '../../core/destinations/testRecord.ts';
import type { Layout } from '../../core/layouts/layout.ts';
import { type Invoked, readInvoked } from './invokeFunction.ts';

/** Input of a destination test. */
export interface DestinationTest {
  readonly destination: DeployedDestination;
  /** The known layouts, with the newest last. */
  readonly layouts: readonly Layout[];
  /** Epoch milliseconds. */
  readonly now: number;
  /** Invokes the function of the destination. */
  readonly invoke: (event: string) => Promise<Invoked>;
  /** Puts a record into the stream; undefined without `--through-stream`. */
  readonly putIntoStream: ((record: Buffer) => Promise<unknown>) | undefined;
  /** Searches for the document. Returns the number of documents, or the HTTP status of a failed search. */
  readonly search:
    | ((requestId: string) => Promise<{ readonly found: number } | { readonly refused: number }>)
    | undefined;
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** Milliseconds between two searches. */
const pauseBetween = 5_000;
/** Maximum number of searches. New documents can be searched only after OpenSearch refreshes the index. */
const searches = { direct: 15, firehose: 60 } as const;

/**
 * Sends a test document to a destination, and reads it back if the receiver can be searched.
 *
 * @returns the result as lines of text
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
        'Firehose only delivers records of the stream. --through-stream puts the test record into the stream; the lake,',
        'the metrics, and all destinations receive it too.',
      ];
    }
    await putIntoStream(record);
    lines.push('The test record was put into the stream.');
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
  if (delivered === 1) return `${destination.name} accepted the test document.`;
  throw new Error(
    unreadable > 0
      ? 'expected the function to read the test record, got a record that matches no known layout; deploy the stack again'
      : `expected ${destination.name} to accept the test document, but it was rejected; read the reason under ` +
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
  if (answer.records[0]?.result === 'Ok') return 'The function transforms the test record.';
  throw new Error(
    `expected the function to transform the test record, got ${answer.records[0]?.result ?? 'no result'}`,
  );
}

async function readBack(
  { destination, search, pause }: DestinationTest,
  requestId: string,
  hasId: boolean,
): Promise<string> {
  const look = hasId
    ? `Search the receiver for x_edge_request_id ${requestId}.`
    : 'Search the receiver for /cfrl-destination-test, if the path is logged.';
  if (search === undefined || !hasId) return `This command can't read the document back. ${look}`;
  for (let count = 0; count < searches[destination.via]; count++) {
    const result = await search(requestId);
    if ('refused' in result) {
      return `The document can't be read back: the search failed with status ${result.refused}. ${look}`;
    }
    if (result.found > 0)
      return `The document was read back: ${result.found} with the request ID of the test.`;
    await pause(pauseBetween);
  }
  throw new Error(`expected to find the test document, got none after ${searches[destination.via]} searches`);
}
