import { setTimeout as sleep } from 'node:timers/promises';
import {
  type ConfirmedLayoutProperties,
  confirmedLayoutType,
  type ExpectedLayoutsProperties,
  expectedLayoutsType,
} from '../../core/aws/customResources.ts';
import { confirmLayout, registerLayouts } from '../../core/layouts/layoutRegistry.ts';
import type { ChangeResource } from '../customResource/customResourceHandler.ts';
import { hasMark, type Mark } from '../customResource/sendResponse.ts';
import type { IsRollingBack } from '../customResource/stackStatus.ts';
import { waitForPermissions } from '../customResource/waitForPermissions.ts';
import type { Clients } from './clients.ts';
import { LayoutsStore } from './layoutsStore.ts';
import type { LayoutsSettings } from './settings.ts';
import { readTrueOrder } from './trueOrder.ts';

/**
 * Milliseconds from a change of the layouts to the first record that may have a new one. A consumer reads layouts at
 * most once per minute. After this time, every consumer that receives such a record has read them.
 */
const untilEveryoneReads = 65_000;

/**
 * Handles the two custom resources of a pipeline's layouts. One registers the expected layouts before the log
 * configuration changes, the other confirms the actual order afterwards. The layouts are kept when the resources
 * are deleted, unless their creation failed and was rolled back. In that case, nothing is left in a bucket that will
 * be deleted.
 */
export function createChange(
  settings: LayoutsSettings,
  { s3, cloudFront }: Clients,
  isRollingBack: IsRollingBack,
): ChangeResource {
  const store = new LayoutsStore(s3, settings.lakeBucket);

  async function register(
    { Orders }: ExpectedLayoutsProperties,
    requestId: string,
    signal: AbortSignal,
  ): Promise<Mark | undefined> {
    const orders = Orders.map(namesOf);
    const change = () =>
      store.change((known) => registerLayouts(known, orders, Date.now()), signal, requestId);
    const { changedAt, isFirst } = await withPermissions(change, signal);
    const wait = changedAt === undefined || isFirst ? 0 : changedAt + untilEveryoneReads - Date.now();
    if (wait > 0) await sleep(wait, undefined, { signal });
    return isFirst ? 'wroteFirst' : undefined;
  }

  async function confirm(properties: ConfirmedLayoutProperties, signal: AbortSignal): Promise<undefined> {
    const configured = namesOf(properties.Fields);
    const arn = properties.LogConfigurationArn;
    const order = await withPermissions(() => readTrueOrder(cloudFront, arn, configured, signal), signal);
    await store.change((known) => confirmLayout(known, { order, configured }, Date.now()), signal);
  }

  return async (event, signal) => {
    if (event.RequestType === 'Delete') {
      if (hasMark(event, 'wroteFirst') && (await isRollingBack(event.StackId, signal)))
        await store.remove(signal);
      return undefined;
    }
    const properties: unknown = event.ResourceProperties;
    switch (event.ResourceType) {
      case expectedLayoutsType:
        return register(properties as ExpectedLayoutsProperties, event.RequestId, signal);
      case confirmedLayoutType:
        return confirm(properties as ConfirmedLayoutProperties, signal);
      default:
        throw new Error(
          `expected a resource of the type ${expectedLayoutsType} or ${confirmedLayoutType}, got ${event.ResourceType}`,
        );
    }
  };
}

function withPermissions<T>(call: () => Promise<T>, signal: AbortSignal): Promise<T> {
  return waitForPermissions((milliseconds) => sleep(milliseconds, undefined, { signal }), call);
}

function namesOf(list: string): string[] {
  return list.split(',');
}
