import { failurePrefix, functionOfFailure } from '../../core/aws/failureObject.ts';
import { type DeployedDestination, metricPrefixes } from '../../core/destinations/deployedDestination.ts';
import { destinationPrefix } from '../../core/destinations/destinationKeys.ts';
import { replayedPrefix } from '../../core/lake/keys.ts';
import { sentence } from '../../terminal/sentence.ts';
import { awsSentence } from '../aws/awsSentence.ts';
import { lastMinutes, showCount, showNumber, sumOf } from './check.ts';
import type { DestinationCalls } from './destinationCalls.ts';
import { type Finding, ok, skipped, unchecked, wrong } from './finding.ts';

/** What is examined. */
export interface DestinationContext {
  readonly destination: DeployedDestination;
  readonly calls: DestinationCalls;
  /** Epoch milliseconds. */
  readonly now: number;
}

const hours = 24;

/** Part of the retention from which on a lag is wrong, as for the consumer. */
const mostOfRetention = 0.1;

/** Seconds for which documents may wait in Firehose. */
const longestWait = 960;

type DestinationCheck = readonly [subject: string, run: (context: DestinationContext) => Promise<Finding>];

/** Checks of a destination, in the order of a document's way. */
const checks: Readonly<Record<DeployedDestination['via'], readonly DestinationCheck[]>> = {
  direct: [
    ['mapping', mapping],
    ['lag', lag],
    ['function', functionErrors],
    ['given up', givenUp],
    ['refused', refused],
  ],
  firehose: [
    ['freshness', freshness],
    ['function', functionErrors],
    ['failures', firehoseFailures],
  ],
};

/** Makes all checks of a destination. One that can't be made is a finding, too. */
export async function examineDestination(context: DestinationContext): Promise<Finding[]> {
  return Promise.all(
    checks[context.destination.via].map(([subject, run]) =>
      run(context).catch((error) => unchecked(subject, awsSentence(error) ?? sentence(error))),
    ),
  );
}

async function mapping({ destination: { mappingId = '' }, calls }: DestinationContext): Promise<Finding> {
  const { State = 'absent', LastProcessingResult = 'nothing yet' } = await calls.mapping(mappingId);
  const says = `the mapping is ${State}, last result: ${LastProcessingResult}`;
  if (!/^(Enabled|Creating|Enabling|Updating)$/.test(State)) {
    return wrong(
      'mapping',
      says,
      `enable it: aws lambda update-event-source-mapping --uuid ${mappingId} --enabled`,
    );
  }
  if (!LastProcessingResult.startsWith('PROBLEM')) return ok('mapping', says);
  return wrong('mapping', says, "read the function's log; the batch is retried until its records expire");
}

async function lag({ destination: { functionName }, calls, now }: DestinationContext): Promise<Finding> {
  const [{ RetentionPeriodHours: retention = 24 }, values] = await Promise.all([
    calls.stream(),
    calls.metric({
      namespace: 'AWS/Lambda',
      name: 'IteratorAge',
      dimensions: { FunctionName: functionName },
      statistic: 'Maximum',
      ...lastMinutes(now, 15),
    }),
  ]);
  if (values.length === 0) return skipped('lag', 'the function read nothing in the last 15 minutes');
  const age = Math.max(...values);
  const says = `the destination is ${showNumber(age / 1000)} s behind`;
  if (age < mostOfRetention * retention * 3_600_000) return ok('lag', says);
  return wrong('lag', `${says}, and the stream keeps records for ${retention} hours`, 'fix the receiver');
}

async function functionErrors({
  destination: { functionName },
  calls,
  now,
}: DestinationContext): Promise<Finding> {
  const errors = sumOf(
    await calls.metric({
      namespace: 'AWS/Lambda',
      name: 'Errors',
      dimensions: { FunctionName: functionName },
      statistic: 'Sum',
      ...lastMinutes(now, 60),
    }),
  );
  if (errors === 0) return ok('function', 'no invocation failed in the last hour');
  return wrong(
    'function',
    `${showCount(errors, 'invocation')} failed in the last hour`,
    `read the log of ${functionName}, which says what the receiver answered`,
  );
}

async function givenUp({ destination, calls }: DestinationContext): Promise<Finding> {
  const [failures, marks] = await Promise.all([
    calls.listFailures(failurePrefix),
    calls.listLake(replayedPrefix + failurePrefix),
  ]);
  const replayed = new Set(marks.map(({ key }) => key.slice(replayedPrefix.length)));
  let waiting = 0;
  for (const { key } of failures.filter((failure) => !replayed.has(failure.key))) {
    // The bucket has the batches of all direct destinations.
    if (functionOfFailure((await calls.getFailure(key)).toString()) === destination.functionName) waiting++;
  }
  if (waiting === 0) return ok('given up', 'no batch waits to be delivered again');
  return wrong(
    'given up',
    `${showCount(waiting, 'batch', 'batches')} in ${destination.failureBucket} not delivered`,
    `fix the receiver, then 'npx cfrl replay --destination ${destination.name}'`,
  );
}

async function refused({ destination, calls, now }: DestinationContext): Promise<Finding> {
  const prefix = `${destinationPrefix(destination.name)}refused/`;
  const recent = (await calls.listFailures(prefix)).filter((object) => isRecent(object, now));
  if (recent.length === 0)
    return ok('refused', `no document was refused for good in the last ${hours} hours`);
  return wrong(
    'refused',
    `documents of ${showCount(recent.length, 'batch', 'batches')} were refused for good in the last ${hours} hours`,
    `read the reasons: aws s3 cp s3://${destination.failureBucket}/${recent[0]?.key} - | gunzip`,
  );
}

async function freshness({ destination, calls, now }: DestinationContext): Promise<Finding> {
  const values = await calls.metric({
    namespace: 'AWS/Firehose',
    name: `${metricPrefixes[destination.type]}.DataFreshness`,
    dimensions: { DeliveryStreamName: destination.deliveryStream ?? '' },
    statistic: 'Maximum',
    ...lastMinutes(now, 15),
  });
  if (values.length === 0) return skipped('freshness', 'Firehose delivered nothing in the last 15 minutes');
  const age = Math.max(...values);
  const says = `documents wait up to ${showNumber(age)} s`;
  if (age <= longestWait) return ok('freshness', says);
  return wrong(
    'freshness',
    says,
    'read the log of the delivery stream, which says what the receiver answers',
  );
}

async function firehoseFailures({ destination, calls, now }: DestinationContext): Promise<Finding> {
  const prefix = destinationPrefix(destination.name);
  const recent = (await calls.listFailures(prefix)).filter((object) => isRecent(object, now));
  // The staging files of Redshift are no failures.
  const failed = recent.filter(({ key }) => !key.startsWith(`${prefix}staging/`));
  if (failed.length === 0) return ok('failures', `nothing failed in the last ${hours} hours`);
  return wrong(
    'failures',
    `${showCount(failed.length, 'object')} of the last ${hours} hours below ${prefix} in ${destination.failureBucket}`,
    'they say why; Firehose takes no records again, and the lake has all of them',
  );
}

function isRecent({ lastModified }: { readonly lastModified: string }, now: number): boolean {
  return Date.parse(lastModified) > now - hours * 3_600_000;
}
