import type { S3Client } from '@aws-sdk/client-s3';
import { type FirehoseAnswer, readFirehoseEvent } from '../../core/destinations/firehoseEvent.ts';
import { RecordTransformation, type Transformation } from '../../core/destinations/recordTransformation.ts';
import type { TransformationSettings } from '../../core/destinations/transformationSettings.ts';
import { GrowingLayouts } from '../../core/layouts/layoutSource.ts';
import { layoutsInUse } from '../../core/layouts/layoutTimes.ts';
import { readLayouts } from '../lake/readLayouts.ts';
import type { PolicySource } from '../sensitivity/policySource.ts';

/** Transforms records of the stream for Firehose. */
export type TransformationHandler = (event: unknown) => Promise<FirehoseAnswer>;

/**
 * Creates the handler. It converts records to documents. If a record can't be transformed, the layouts are read again
 * and all records are transformed once more.
 */
export function createHandler(
  settings: TransformationSettings,
  s3: S3Client,
  policySource: PolicySource,
): TransformationHandler {
  const layouts = new GrowingLayouts((signal) => readLayouts(s3, settings.lakeBucket, signal));
  let transformation: RecordTransformation | undefined;

  return async (event) => {
    const { records } = readFirehoseEvent(event);
    transformation ??= await newTransformation();
    let result = transformation.transform(records);
    if (result.unreadable > 0 && (await layouts.refresh(Date.now()))) {
      transformation = await newTransformation();
      result = transformation.transform(records);
    }
    warn(result, records.length);
    return result.answer;
  };

  async function newTransformation(): Promise<RecordTransformation> {
    const policy = await policySource.read();
    await layouts.refresh(Date.now());
    return new RecordTransformation({
      layouts: layoutsInUse(layouts.layouts, Date.now()),
      policy,
      format: settings.format,
    });
  }
}

function warn({ unreadable, several, tooLarge }: Transformation, records: number): void {
  const reasons = [
    unreadable > 0 && `${unreadable} match no known layout`,
    several > 0 && `${several} have several lines, but the destination accepts one document per record`,
    tooLarge > 0 && `${tooLarge} don't fit into the 6 MB of a function's response`,
  ].filter((reason) => reason !== false);
  if (reasons.length === 0) return;
  // Log an object, because a metric filter of the deployment reads its number.
  console.warn({
    failedRecords: unreadable + several + tooLarge,
    text: `Of ${records} records, Firehose stores these in its error output: ${reasons.join('; ')}.`,
  });
}
