import { setTimeout as sleep } from 'node:timers/promises';
import { type AttachmentProperties, departureType } from '../../core/aws/customResources.ts';
import type { BehaviorChange } from '../../core/aws/distribution/attachmentPlan.ts';
import { callsOfClient, type DistributionClient } from '../../core/aws/distribution/callsOfClient.ts';
import type { DistributionCalls, DistributionConfig } from '../../core/aws/distribution/cloudFrontCalls.ts';
import { waitForDeployment } from '../../core/aws/distribution/waitForDeployment.ts';
import { type ChangeResource, NothingMadeError } from '../customResource/customResourceHandler.ts';
import type { IsRollingBack } from '../customResource/stackStatus.ts';
import { type AttachmentTools, attach, detach } from './attachment.ts';
import type { ReplacedStore } from './replacedStore.ts';

/** Longest time to wait for all distributions of an event, in milliseconds. It fits into the function's 15 minutes. */
const maxWait = 12 * 60_000;

/** Dependencies of the function. */
export interface AttachmentContext<Config extends DistributionConfig> {
  readonly client: DistributionClient<Config>;
  readonly replaced: Pick<ReplacedStore, 'read' | 'write'>;
  readonly isRollingBack: IsRollingBack;
}

/** The properties that CloudFormation passes for a change: the new ones and the old ones. */
interface Change {
  readonly wanted: AttachmentProperties | undefined;
  readonly before: AttachmentProperties | undefined;
}

/** The changes by distribution. */
type Changed = Map<string, readonly BehaviorChange[]>;

/**
 * Handles the custom resource of one distribution. It attaches the log configuration, moves it to another one
 * of the pipeline, and detaches it from the behaviors that it was attached to and that still have it. If
 * something was moved or detached, it waits until every edge location has the change, because the log
 * configuration may be deleted next.
 */
export function createChange<Config extends DistributionConfig>({
  client,
  replaced,
  isRollingBack,
}: AttachmentContext<Config>): ChangeResource {
  return async (event, signal) => {
    const pause = (milliseconds: number) => sleep(milliseconds, undefined, { signal });
    const calls = callsOfClient(client, pause, { abortSignal: signal });
    const tools = { calls, replaced, signal, isRollingBack: () => isRollingBack(event.StackId, signal) };
    const makeChange = event.ResourceType === departureType ? detachReplaced : change;
    const changed = await makeChange(tools, {
      wanted:
        event.RequestType === 'Delete'
          ? undefined
          : (event.ResourceProperties as unknown as AttachmentProperties),
      before: propertiesBefore(event),
    });
    await settle(calls, changed);
    return undefined;
  };
}

function propertiesBefore(event: Parameters<ChangeResource>[0]): AttachmentProperties | undefined {
  if (event.RequestType === 'Create') return undefined;
  const properties = event.RequestType === 'Update' ? event.OldResourceProperties : event.ResourceProperties;
  return properties as unknown as AttachmentProperties;
}

async function change<Config extends DistributionConfig>(
  tools: AttachmentTools<Config>,
  { wanted, before }: Change,
): Promise<Changed> {
  const changed: Changed = new Map();
  const hasMoved = before !== undefined && wanted?.DistributionId !== before.DistributionId;
  if (wanted !== undefined) {
    const attaching = attach(tools, wanted, hasMoved ? undefined : before, before !== undefined);
    const changes = await attaching.catch((error) => {
      throw new NothingMadeError(error);
    });
    changed.set(wanted.DistributionId, changes);
  }
  // After a departure, the policy no longer allows this function to read the previous distribution.
  const hasDeparted = wanted !== undefined && before?.Departs === 'true';
  if (hasMoved && !hasDeparted) changed.set(before.DistributionId, await detach(tools, before));
  return changed;
}

/** Detaches from a distribution that another one replaces, while the policy still allows it. */
async function detachReplaced<Config extends DistributionConfig>(
  tools: AttachmentTools<Config>,
  { wanted, before }: Change,
): Promise<Changed> {
  if (wanted === undefined || before === undefined || wanted.DistributionId === before.DistributionId) {
    return new Map();
  }
  return new Map([[before.DistributionId, await detach(tools, before)]]);
}

/** Logs what changed, and waits for the distributions from which a log configuration was detached. */
async function settle<Config extends DistributionConfig>(
  calls: DistributionCalls<Config>,
  changed: Changed,
): Promise<void> {
  let left = maxWait;
  const counted: DistributionCalls<Config> = {
    ...calls,
    pause: (milliseconds) => {
      left -= milliseconds;
      return calls.pause(milliseconds);
    },
  };
  for (const [id, changes] of changed) {
    console.info({ distribution: id, changes });
    if (!changes.some(({ from }) => from !== undefined)) continue;
    if (await waitForDeployment(counted, id, left)) continue;
    console.warn(
      `${id} is not deployed everywhere after ${maxWait / 60_000} minutes; no longer waiting for it`,
    );
  }
}
