import { failurePrefix, functionOfFailure } from '../../core/aws/failureObject.ts';
import { destinationPrefix } from '../../core/destinations/delivery.ts';
import { type DeployedDestination, metricPrefixes } from '../../core/destinations/deployedDestination.ts';
import { replayedPrefix } from '../../core/lake/keys.ts';
import { errorSentence } from '../../terminal/errorSentence.ts';
import { awsSentence } from '../aws/awsSentence.ts';
import { isFarBehind, lastMinutes, showCount, showNumber, sumOf } from './check.ts';
import type { DestinationCalls } from './destinationCalls.ts';
import { type Finding, ok, skipped, unchecked, wrong } from './finding.ts';

/** Input for the checks of a destination. */
export interface DestinationContext {
  readonly destination: DeployedDestination;
  readonly calls: DestinationCalls;
  /** Epoch milliseconds. */
  readonly now: number;
}

const hours = 24;

/** Maximum time that documents may wait in Firehose, in seconds. */
const longestWait = 960;

type DestinationCheck = readonly [subject: string, run: (context: DestinationContext) => Promise<Finding>];

/** Checks of a destination, in the order of the steps that a document passes. */
const checks: Readonly<Record<DeployedDestination['via'], readonly DestinationCheck[]>> = {
  direct: [
    ['mapping', mapping],
    ['lag', lag],
    ['function', functionErrors],
    ['failed batches', failedBatches],
    ['rejected', rejected],
  ],
  firehose: [
    ['freshness', freshness],
    ['function', functionErrors],
    ['failures', firehoseFailures],
  ],
};

/** Runs all checks of a destination. A check that can't run also results in a finding. */
export async function examineDestination(context: DestinationContext): Promise<Finding[]> {
  return Promise.all(
    checks[context.destination.via].map(([subject, run]) =>
      run(context).catch((error) => unchecked(subject, awsSentence(error) ?? errorSentence(error))),
    ),
  );
}

async function mapping({ destination: { mappingId = '' }, calls }: DestinationContext): Promise<Finding> {
  const { State = 'absent', LastProcessingResult = 'nothing yet' } = await calls.mapping(mappingId);
  const text = `the mapping is ${State}, last result: ${LastProcessingResult}`;
  if (!/^(Enabled|Creating|Enabling|Updating)$/.test(State)) {
    return wrong(
      'mapping',
      text,
      `enable it: aws lambda update-event-source-mapping --uuid ${mappingId} --enabled`,
    );
  }
  if (!LastProcessingResult.startsWith('PROBLEM')) return ok('mapping', text);
  return wrong(
    'mapping',
    text,
    "read the function's log; the batch is retried until shortly before its records expire",
  );
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
  const text = `the destination is ${showNumber(age / 1000)} s behind`;
  if (!isFarBehind(age, retention)) return ok('lag', text);
  return wrong('lag', `${text}, and records expire after ${retention} hours`, 'fix the receiver');
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
    `read the log of ${functionName}, which contains the responses of the receiver`,
  );
}

async function failedBatches({ destination, calls }: DestinationContext): Promise<Finding> {
  const [failures, marks] = await Promise.all([
    calls.listFailures(failurePrefix),
    calls.listLake(replayedPrefix + failurePrefix),
  ]);
  const replayed = new Set(marks.map(({ key }) => key.slice(replayedPrefix.length)));
  let waiting = 0;
  for (const { key } of failures.filter((failure) => !replayed.has(failure.key))) {
    // The bucket contains the batches of all direct destinations.
    if (functionOfFailure((await calls.getFailure(key)).toString()) === destination.functionName) waiting++;
  }
  if (waiting === 0) return ok('failed batches', 'none');
  return wrong(
    'failed batches',
    `${showCount(waiting, 'batch', 'batches')} in ${destination.failureBucket} not yet delivered`,
    `fix the receiver, then run 'npx cfrl replay --destination ${destination.name}'`,
  );
}

async function rejected({ destination, calls, now }: DestinationContext): Promise<Finding> {
  const prefix = `${destinationPrefix(destination.name)}refused/`;
  const recent = (await calls.listFailures(prefix)).filter((object) => isRecent(object, now));
  if (recent.length === 0)
    return ok('rejected', `the receiver rejected no documents in the last ${hours} hours`);
  return wrong(
    'rejected',
    `the receiver rejected documents of ${showCount(recent.length, 'batch', 'batches')} in the last ${hours} hours`,
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
  const text = `documents wait up to ${showNumber(age)} s`;
  if (age <= longestWait) return ok('freshness', text);
  return wrong(
    'freshness',
    text,
    'read the log of the delivery stream, which contains the responses of the receiver',
  );
}

async function firehoseFailures({ destination, calls, now }: DestinationContext): Promise<Finding> {
  const prefix = destinationPrefix(destination.name);
  const recent = (await calls.listFailures(prefix)).filter((object) => isRecent(object, now));
  // The staging files of Redshift aren't failures.
  const failed = recent.filter(({ key }) => !key.startsWith(`${prefix}staging/`));
  if (failed.length === 0) return ok('failures', `nothing failed in the last ${hours} hours`);
  return wrong(
    'failures',
    `${showCount(failed.length, 'object')} of the last ${hours} hours under ${prefix} in ${destination.failureBucket}`,
    'read the reasons in these objects; Firehose does not deliver the records again, but the lake has all of them',
  );
}

function isRecent({ lastModified }: { readonly lastModified: string }, now: number): boolean {
  return Date.parse(lastModified) > now - hours * 3_600_000;
}
