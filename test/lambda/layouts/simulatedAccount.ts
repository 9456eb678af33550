import type { CloudFormationCustomResourceEvent, KinesisStreamEvent } from 'aws-lambda';
import { parquetMetadata } from 'hyparquet';
import { confirmedLayoutType, expectedLayoutsType } from '../../../core/aws/customResources.ts';
import { readConsumerSettings } from '../../../core/consumerSettings.ts';
import { layoutsKey } from '../../../core/lake/keys.ts';
import { expectedLayouts } from '../../../core/layouts/layout.ts';
import { printFields } from '../../../core/layouts/layoutsDocument.ts';
import { type ConsumerHandler, createHandler } from '../../../lambda/consumer/handler.ts';
import type { ChangeResource } from '../../../lambda/customResource/customResourceHandler.ts';
import { createChange } from '../../../lambda/layouts/handler.ts';
import { sequenceNumberOf, shardId } from '../../support/batches.ts';
import { neverAborted } from '../consumer/recordingClient.ts';
import { StoredObject } from './storedObject.ts';

const logConfigurationArn = 'arn:aws:cloudfront::111122223333:realtime-log-config/logs';

/** Longest time until the last record of a configuration is read, in milliseconds: its delivery, and its time in the stream. */
const latestReading = 7 * 86_400_000;

/** A time at which CloudFront sent records in an order. */
interface Sending {
  readonly order: readonly string[];
  until: number | undefined;
}

/** When a deployment fails: before the update of CloudFront, after it, or after the confirmation. */
export type Failure = 'none' | 'before CloudFront' | 'after CloudFront' | 'at the end';

/**
 * An account with one pipeline: CloudFormation that sends events in the order of the template, CloudFront with its own
 * order of fields, the lake's object of layouts, and a consumer. Its clock advances only with `pass`.
 */
export class SimulatedAccount {
  now = Date.parse('2026-11-01T00:00:00Z');
  readonly object = new StoredObject();
  readonly sendings: Sending[] = [];
  /** Fields of the last successful deployment. */
  deployed: readonly string[] | undefined;
  /** Whether CloudFront uses the order in the guide with 64 fields. */
  readonly #hasOtherOrder: boolean;
  isRollingBack = false;
  readonly #change: ChangeResource;
  #consumer: ConsumerHandler;
  #objects: { Key: string; Body: Buffer }[] = [];

  constructor(hasOtherOrder: boolean) {
    this.#hasOtherOrder = hasOtherOrder;
    const cloudFront = { send: async () => ({ RealtimeLogConfig: { Fields: this.sendings.at(-1)?.order } }) };
    this.#change = createChange(
      { lakeBucket: 'lake' },
      { s3: this.object, cloudFront } as never,
      async () => this.isRollingBack,
    );
    this.#consumer = this.#newConsumer();
  }

  /** Advances the time. Processes of the consumer live for less than half a day. */
  pass(milliseconds: number): void {
    this.now += milliseconds;
    if (milliseconds > 43_200_000) this.restartConsumer();
  }

  /** Starts a new process of the consumer, which reads the layouts again. */
  restartConsumer(): void {
    this.#consumer = this.#newConsumer();
  }

  /**
   * Deploys fields, and rolls back if it fails.
   *
   * @param deliveries number of times that each event is delivered to its function
   * @returns the reason of a failure, or undefined
   */
  async deploy(fields: readonly string[], failure: Failure, deliveries: number): Promise<string | undefined> {
    const before = this.deployed;
    try {
      await this.#send(expectedLayoutsType, fields, deliveries);
    } catch (error) {
      if (before) await this.#send(expectedLayoutsType, before, deliveries);
      return (error as Error).message;
    }
    if (failure === 'before CloudFront') return this.#rollBack(before, false, deliveries);
    this.#tellCloudFront(fields);
    if (failure === 'after CloudFront') return this.#rollBack(before, false, deliveries);
    await this.#send(confirmedLayoutType, fields, deliveries);
    if (failure === 'at the end') return this.#rollBack(before, true, deliveries);
    this.deployed = fields;
    return undefined;
  }

  /** Deletes the resources of the layouts, as when the stack is deleted. */
  async remove(): Promise<void> {
    for (const type of [confirmedLayoutType, expectedLayoutsType]) {
      await this.#change(eventOf(type, this.deployed ?? ['timestamp'], 'Delete'), neverAborted());
    }
  }

  /** Orders of records that may still arrive at the consumer. */
  ordersToCome(): (readonly string[])[] {
    return this.sendings
      .filter(({ until }) => until === undefined || until > this.now - latestReading)
      .map(({ order }) => order);
  }

  /** Lets the consumer read a record. Returns the layout that it used, or `quarantine`. */
  async read(record: readonly string[]): Promise<string> {
    this.#objects = [];
    const event = {
      Records: [
        {
          eventID: `${shardId}:${sequenceNumberOf(1)}`,
          kinesis: {
            data: Buffer.from(`${record.join('\t')}\n`).toString('base64'),
            sequenceNumber: sequenceNumberOf(1),
            approximateArrivalTimestamp: this.now / 1000,
          },
        },
      ],
    } as unknown as KinesisStreamEvent;
    await this.#consumer(event, { getRemainingTimeInMillis: () => 60_000 });
    const [{ Key, Body }] = this.#objects;
    if (!Key.startsWith('raw/')) return 'quarantine';
    const bytes = Uint8Array.from(Body);
    const entries = parquetMetadata(bytes.buffer).key_value_metadata ?? [];
    return entries.find(({ key }) => key === 'layouts')?.value ?? '';
  }

  async #rollBack(before: readonly string[] | undefined, wasConfirmed: boolean, deliveries: number) {
    if (before === undefined) return undefined;
    await this.#send(expectedLayoutsType, before, deliveries);
    this.#tellCloudFront(before);
    if (wasConfirmed) await this.#send(confirmedLayoutType, before, deliveries);
    return undefined;
  }

  async #send(type: string, fields: readonly string[], deliveries: number): Promise<void> {
    const kind = this.deployed === undefined ? 'Create' : 'Update';
    for (let delivery = 0; delivery < deliveries; delivery++) {
      await this.#change(eventOf(type, fields, kind), neverAborted());
    }
  }

  #tellCloudFront(fields: readonly string[]): void {
    const orders = expectedLayouts(fields);
    const order = (orders[this.#hasOtherOrder ? orders.length - 1 : 0] ?? orders[0]).fields;
    const current = this.sendings.at(-1);
    if (current !== undefined && printFields(current.order) === printFields(order)) return;
    if (current !== undefined) current.until = this.now;
    this.sendings.push({ order, until: undefined });
  }

  #newConsumer(): ConsumerHandler {
    const s3 = {
      send: async (command: { input: { Key: string; Body: Buffer } }) => {
        if (command.input.Key === layoutsKey) return this.object.send(command);
        this.#objects.push(command.input);
        return {};
      },
    };
    const clients = { s3, cloudWatch: { send: async () => ({}) } };
    return createHandler(readConsumerSettings({ LAKE_BUCKET: 'lake' }), clients as never);
  }
}

function eventOf(type: string, fields: readonly string[], kind: string): CloudFormationCustomResourceEvent {
  const orders = expectedLayouts(fields).map((layout) => layout.fields.join(','));
  return {
    RequestType: kind,
    LogicalResourceId: type,
    ResourceType: type,
    ResourceProperties:
      type === expectedLayoutsType
        ? { Orders: orders }
        : { LogConfigurationArn: logConfigurationArn, Fields: orders[0] },
  } as unknown as CloudFormationCustomResourceEvent;
}
