import type { AttachmentProperties } from '../../core/aws/customResources.ts';
import {
  type BehaviorChange,
  type DesiredAttachment,
  TakenBehaviorError,
  UnknownBehaviorError,
} from '../../core/aws/distribution/attachmentPlan.ts';
import { changeDistribution } from '../../core/aws/distribution/changeDistribution.ts';
import type { DistributionCalls, DistributionConfig } from '../../core/aws/distribution/cloudFrontCalls.ts';
import { waitForPermissions } from '../customResource/waitForPermissions.ts';
import { applyChanges, type Replaced, type ReplacedStore } from './replacedStore.ts';

/** Dependencies of attaching and detaching. */
export interface AttachmentTools<Config extends DistributionConfig> {
  readonly calls: DistributionCalls<Config>;
  readonly replaced: Pick<ReplacedStore, 'read' | 'write'>;
  readonly signal: AbortSignal;
  /** Whether CloudFormation is rolling the stack back. */
  isRollingBack(): Promise<boolean>;
}

/** Errors with which CloudFront rejects a log configuration that doesn't exist or no longer exists. */
const goneLogConfiguration = ['NoSuchRealtimeLogConfig', 'InvalidArgument'];

/**
 * Attaches a log configuration to a distribution, moves it, and detaches it from behaviors that are no longer wanted.
 * A distribution or behavior that was attached before and no longer exists is skipped. In a rollback, every
 * distribution or behavior that can't be attached is skipped, because a rollback must succeed.
 *
 * @param before the previous properties of the same distribution, if it was attached
 * @returns the changes
 */
export async function attach<Config extends DistributionConfig>(
  tools: AttachmentTools<Config>,
  wanted: AttachmentProperties,
  before: AttachmentProperties | undefined,
  isUpdate: boolean,
): Promise<readonly BehaviorChange[]> {
  const { DistributionId: id, LogConfigurationArn: arn } = wanted;
  const desired: DesiredAttachment = {
    logConfiguration: arn,
    attach: wanted.Behaviors,
    detach: before?.Behaviors ?? [],
    ours: before === undefined ? [arn] : [arn, before.LogConfigurationArn],
    replace: wanted.Replace === 'true',
    mayBeMissing: before?.Behaviors ?? [],
  };
  try {
    return await change(tools, id, desired);
  } catch (error) {
    const isGone = nameOf(error) === 'NoSuchDistribution';
    if (isGone && before !== undefined) return skip(`${id} no longer exists: nothing to attach`);
    const canBeSkipped =
      isGone || error instanceof UnknownBehaviorError || error instanceof TakenBehaviorError;
    if (!isUpdate || !canBeSkipped || !(await tools.isRollingBack())) throw error;
    if (isGone) return skip(`${id} no longer exists: nothing to attach in this rollback`);
    return change(tools, id, { ...desired, mayBeMissing: 'all', keepOthers: true });
  }
}

/**
 * Detaches a log configuration from the behaviors that it was attached to and that still have it, and
 * restores their previous log configurations. If the distribution doesn't exist, does nothing.
 *
 * @returns the changes
 */
export async function detach<Config extends DistributionConfig>(
  tools: AttachmentTools<Config>,
  before: AttachmentProperties,
): Promise<readonly BehaviorChange[]> {
  const { DistributionId: id, LogConfigurationArn: arn, Behaviors } = before;
  const desired = { logConfiguration: arn, attach: [], detach: Behaviors, ours: [arn], replace: false };
  try {
    return await change(tools, id, desired);
  } catch (error) {
    if (nameOf(error) !== 'NoSuchDistribution') throw error;
    return skip(`${id} no longer exists: nothing to detach`);
  }
}

/**
 * Makes a change, and updates the note about replaced log configurations: before one is replaced, and after one
 * is restored.
 */
async function change<Config extends DistributionConfig>(
  tools: AttachmentTools<Config>,
  id: string,
  desired: DesiredAttachment,
): Promise<readonly BehaviorChange[]> {
  const noted = await readNote(tools, id);
  const make = (restore: Replaced) =>
    waitForPermissions(tools.calls.pause, () =>
      changeDistribution(tools.calls, id, { ...desired, restore }, async (changes) => {
        const after = applyChanges(noted, changes, desired.ours);
        if (needsNote(noted, after))
          await tools.replaced.write(id, new Map([...noted, ...after]), tools.signal);
      }),
    );
  const changes = await make(noted).catch((error) => {
    if (noted.size === 0 || !goneLogConfiguration.includes(nameOf(error))) throw error;
    console.warn(`A previous log configuration of ${id} no longer exists, so it is not restored.`);
    return make(new Map());
  });
  await removeRestored(tools, id, noted, applyChanges(noted, changes, desired.ours));
  return changes;
}

function needsNote(noted: Replaced, after: Replaced): boolean {
  return [...after].some(([behavior, arn]) => noted.get(behavior) !== arn);
}

/** Without a note, nothing is restored; that must not prevent the deletion of a stack. */
async function readNote<Config extends DistributionConfig>(
  { calls, replaced, signal }: AttachmentTools<Config>,
  id: string,
): Promise<Replaced> {
  try {
    return await waitForPermissions(calls.pause, () => replaced.read(id, signal));
  } catch (error) {
    console.warn(`The previous log configurations of ${id} could not be read.`, error);
    return new Map();
  }
}

async function removeRestored<Config extends DistributionConfig>(
  { replaced, signal }: AttachmentTools<Config>,
  id: string,
  noted: Replaced,
  after: Replaced,
): Promise<void> {
  if ([...noted.keys()].every((behavior) => after.has(behavior))) return;
  try {
    await replaced.write(id, after, signal);
  } catch (error) {
    console.warn(`The note about the previous log configurations of ${id} could not be changed.`, error);
  }
}

function skip(sentence: string): readonly BehaviorChange[] {
  console.info(sentence);
  return [];
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}
