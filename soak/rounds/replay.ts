import { type ReplayKind, replayAll } from '../../cli/replay/replayAll.ts';
import { S3Objects } from '../../cli/replay/s3Objects.ts';
import { defaultSensitivityPolicy } from '../../core/sensitivity/policy.ts';
import type { LocalPipeline } from '../../emulator/pipeline.ts';
import { type LayoutLetter, registeredLayouts } from '../records/soakLayouts.ts';

/**
 * Replays failed batches and quarantined records, as `cfrl replay` does.
 *
 * @returns number of replayed records
 */
export async function replay(
  { s3, lakeBucket }: LocalPipeline,
  letters: readonly LayoutLetter[],
  kinds: readonly ReplayKind[],
): Promise<number> {
  const { signal } = new AbortController();
  const { batches, quarantine } = await replayAll({
    lake: new S3Objects(s3, lakeBucket, signal),
    failures: new S3Objects(s3, `${lakeBucket}-failures`, signal),
    layouts: registeredLayouts(letters, Date.now()),
    policy: defaultSensitivityPolicy,
    compression: 'zstd',
    kinds,
    dryRun: false,
    onProgress: () => {},
    signal,
  });
  const failures = [...batches.failures, ...quarantine.failures];
  if (failures.length > 0) throw new Error(`${failures[0].key} could not be replayed: ${failures[0].reason}`);
  return batches.records + quarantine.rows;
}
