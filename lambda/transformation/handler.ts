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
 * Makes the handler: records in, documents out. If a record can't be transformed, the layouts are read again and all
 * records are transformed once more.
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
      form: settings.form,
    });
  }
}

function warn({ unreadable, several, tooLarge }: Transformation, records: number): void {
  const reasons = [
    unreadable > 0 && `${unreadable} fit no known layout`,
    several > 0 && `${several} have several lines, but the destination takes one document a record`,
    tooLarge > 0 && `${tooLarge} don't fit the 6 MB that a function may answer`,
  ].filter((reason) => reason !== false);
  if (reasons.length === 0) return;
  // An object, whose number a metric filter of the deployment reads.
  console.warn({
    failedRecords: unreadable + several + tooLarge,
    text: `Of ${records} records, Firehose keeps these in its error output: ${reasons.join('; ')}.`,
  });
}
