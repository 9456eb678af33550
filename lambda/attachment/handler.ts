import { setTimeout as sleep } from 'node:timers/promises';
import { isAccessDenied } from '../../core/aws/accessDenied.ts';
import type { AttachmentProperties } from '../../core/aws/customResources.ts';
import type { AttachmentWish, BehaviorChange } from '../../core/aws/distribution/attachmentPlan.ts';
import { callsOfClient, type DistributionClient } from '../../core/aws/distribution/callsOfClient.ts';
import { changeDistribution } from '../../core/aws/distribution/changeDistribution.ts';
import type { DistributionCalls, DistributionConfig } from '../../core/aws/distribution/cloudFrontCalls.ts';
import { waitForDeployment } from '../../core/aws/distribution/waitForDeployment.ts';
import { type ChangeResource, NothingMadeError } from '../customResource/answering.ts';

/** Milliseconds to wait for a distribution at the most: what fits the function's fifteen minutes. */
const patience = 12 * 60_000;

/** Tries while the function's own policy is not known everywhere yet, and milliseconds between two. */
const triesOfNewPolicy = 7;
const pauseOfNewPolicy = 5_000;

/** What CloudFormation hands over for a change: the properties to be, and those that were. */
interface Change {
  readonly wanted: AttachmentProperties | undefined;
  readonly before: AttachmentProperties | undefined;
}

/**
 * Makes what is behind the custom resource of one distribution. It attaches the log configuration, moves it to
 * another one of the pipeline, and detaches it from the behaviors that it was attached to and that still carry it.
 * Where something was moved or detached, it waits until every edge location knows, for the log configuration may be
 * deleted next.
 */
export function createChange<Config extends DistributionConfig>(
  client: DistributionClient<Config>,
): ChangeResource {
  return async (event, signal) => {
    const pause = (milliseconds: number) => sleep(milliseconds, undefined, { signal });
    const calls = callsOfClient(client, pause, { abortSignal: signal });
    const properties = event.ResourceProperties as unknown as AttachmentProperties;
    switch (event.RequestType) {
      case 'Create':
        return change(calls, { wanted: properties, before: undefined });
      case 'Update': {
        const before = event.OldResourceProperties as unknown as AttachmentProperties;
        return change(calls, { wanted: properties, before });
      }
      case 'Delete':
        return change(calls, { wanted: undefined, before: properties });
    }
  };
}

async function change<Config extends DistributionConfig>(
  calls: DistributionCalls<Config>,
  { wanted, before }: Change,
): Promise<void> {
  const hasMoved =
    wanted !== undefined && before !== undefined && wanted.DistributionId !== before.DistributionId;
  if (wanted !== undefined) await attach(calls, wanted, hasMoved ? undefined : before);
  if (before !== undefined && (wanted === undefined || hasMoved)) await detach(calls, before);
}

async function attach<Config extends DistributionConfig>(
  calls: DistributionCalls<Config>,
  wanted: AttachmentProperties,
  before: AttachmentProperties | undefined,
): Promise<void> {
  const { DistributionId: id, LogConfigurationArn: arn } = wanted;
  const wish: AttachmentWish = {
    logConfiguration: arn,
    attach: wanted.Behaviors,
    detach: before?.Behaviors ?? [],
    ours: before === undefined ? [arn] : [arn, before.LogConfigurationArn],
    replace: wanted.Replace === 'true',
  };
  const changes = await withNewPolicy(calls, () => changeDistribution(calls, id, wish)).catch((error) => {
    throw new NothingMadeError(error);
  });
  await settle(calls, id, changes);
}

async function detach<Config extends DistributionConfig>(
  calls: DistributionCalls<Config>,
  before: AttachmentProperties,
): Promise<void> {
  const { DistributionId: id, LogConfigurationArn: arn, Behaviors } = before;
  const wish = { logConfiguration: arn, attach: [], detach: Behaviors, ours: [arn], replace: false };
  try {
    await settle(calls, id, await changeDistribution(calls, id, wish));
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'NoSuchDistribution') throw error;
    console.info(`${id} does not exist any more: nothing to detach`);
  }
}

/** Tells what changed, and waits for it where a log configuration was taken away. */
async function settle<Config extends DistributionConfig>(
  calls: DistributionCalls<Config>,
  id: string,
  changes: readonly BehaviorChange[],
): Promise<void> {
  console.info({ distribution: id, changes });
  if (!changes.some(({ from }) => from !== undefined)) return;
  if (await waitForDeployment(calls, id, patience)) return;
  console.warn(
    `${id} is not deployed everywhere after ${patience / 60_000} minutes; not waited for any longer`,
  );
}

/** A policy that was made a moment ago may not be known everywhere yet. */
async function withNewPolicy<T>(
  calls: Pick<DistributionCalls<DistributionConfig>, 'pause'>,
  call: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      if (!isAccessDenied(error) || attempt === triesOfNewPolicy) throw error;
      await calls.pause(pauseOfNewPolicy);
    }
  }
}
