import { setTimeout as sleep } from 'node:timers/promises';
import {
  type ConfirmedLayoutProperties,
  confirmedLayoutType,
  type ExpectedLayoutsProperties,
  expectedLayoutsType,
} from '../../core/aws/customResources.ts';
import { confirmLayout, registerLayouts } from '../../core/layouts/layoutRegistry.ts';
import type { ChangeResource } from '../customResource/answering.ts';
import type { Clients } from './clients.ts';
import { LayoutsStore } from './layoutsStore.ts';
import type { LayoutsSettings } from './settings.ts';
import { readTrueOrder } from './trueOrder.ts';

/**
 * Milliseconds from a change of the layouts to the first record that may have a new one. A consumer reads them at
 * most once a minute, so after this time everyone that meets such a record reads them before it gives the record up.
 */
const untilEveryoneReads = 65_000;

/**
 * Makes what is behind the two custom resources of a pipeline's layouts: one registers what can be expected before
 * the log configuration changes, one confirms the true order after it. The layouts stay when the resources go.
 */
export function createChange(settings: LayoutsSettings, { s3, cloudFront }: Clients): ChangeResource {
  const store = new LayoutsStore(s3, settings.lakeBucket);

  async function register({ Orders }: ExpectedLayoutsProperties, signal: AbortSignal): Promise<void> {
    const orders = Orders.map(namesOf);
    const { changedAt } = await store.change((known) => registerLayouts(known, orders, Date.now()), signal);
    if (changedAt === undefined) return;
    const wait = changedAt + untilEveryoneReads - Date.now();
    if (wait > 0) await sleep(wait, undefined, { signal });
  }

  async function confirm(properties: ConfirmedLayoutProperties, signal: AbortSignal): Promise<void> {
    const configured = namesOf(properties.Fields);
    const order = await readTrueOrder(cloudFront, properties.LogConfigurationArn, configured, signal);
    await store.change((known) => confirmLayout(known, { order, configured }, Date.now()), signal);
  }

  return async (event, signal) => {
    if (event.RequestType === 'Delete') return;
    const properties: unknown = event.ResourceProperties;
    switch (event.ResourceType) {
      case expectedLayoutsType:
        return register(properties as ExpectedLayoutsProperties, signal);
      case confirmedLayoutType:
        return confirm(properties as ConfirmedLayoutProperties, signal);
      default:
        throw new Error(
          `expected a resource of the type ${expectedLayoutsType} or ${confirmedLayoutType}, got ${event.ResourceType}`,
        );
    }
  };
}

function namesOf(list: string): string[] {
  return list.split(',');
}
