import {
  type Checkpoint,
  type EventSource,
  startEventSource,
} from '../../emulator/eventSource/eventSource.ts';
import type { Invoke } from '../../emulator/eventSource/invocation.ts';
import type { EventSourceMappingSettings, PollingSettings } from '../../emulator/eventSource/settings.ts';
import type { LocalPipeline } from '../../emulator/pipeline.ts';

/** Settings of a soak's pollers. */
export type Mapping = EventSourceMappingSettings & PollingSettings;

/** The event sources that read a cycle's stream: usually one, sometimes two. */
export class Pollers {
  readonly #pipeline: LocalPipeline;
  readonly #invoke: Invoke;
  #mapping: Mapping = {};
  #sources: EventSource[] = [];
  #checkpoint: Checkpoint = {};
  /** Resolves when the requested restarts are done. */
  #restarts: Promise<void> = Promise.resolve();
  #pending = 0;
  /** Records that were given up and not stored. */
  dropped = 0;
  /** Records that were given up and stored in the failure bucket. */
  givenUp = 0;

  constructor(pipeline: LocalPipeline, invoke: Invoke) {
    this.#pipeline = pipeline;
    this.#invoke = invoke;
  }

  /** Starts reading where the previous pollers stopped. */
  async start(mapping: Mapping): Promise<void> {
    this.#mapping = mapping;
    this.#sources = [await this.#startSource(mapping)];
  }

  /** Starts a second poller at the first one's current position, with another batch size. */
  async overlap(): Promise<void> {
    this.#checkpoint = this.#sources[0].checkpoint();
    const { batchSize = 10_000 } = this.#mapping;
    this.#sources.push(await this.#startSource({ ...this.#mapping, batchSize: Math.ceil(batchSize * 0.7) }));
  }

  /** Restarts the poller at any moment, unless it is already being restarted. */
  restart(): boolean {
    if (this.#pending > 0) return false;
    this.#pending++;
    this.#restarts = this.#restarts.then(async () => {
      await this.#stopSources();
      this.#sources = [await this.#startSource(this.#mapping)];
      this.#pending--;
    });
    return true;
  }

  /** Resolves when all records in the stream are settled. */
  async drain(): Promise<void> {
    for (let drained: EventSource[] = []; drained !== this.#sources || this.#pending > 0; ) {
      await this.#restarts;
      drained = this.#sources;
      await Promise.all(drained.map((source) => source.drain()));
    }
  }

  /** Stops reading. */
  async stop(): Promise<void> {
    await this.#restarts;
    await this.#stopSources();
  }

  async #startSource(mapping: Mapping): Promise<EventSource> {
    const { kinesis, s3, streamName, lakeBucket } = this.#pipeline;
    return startEventSource({
      maximumBatchingWindowSeconds: 0,
      pollInterval: 20,
      retryDelay: 5,
      onFailureBucket: `${lakeBucket}-failures`,
      ...mapping,
      kinesis,
      s3,
      streamName,
      invoke: this.#invoke,
      checkpoint: this.#checkpoint,
    });
  }

  async #stopSources(): Promise<void> {
    await Promise.all(this.#sources.map((source) => source.stop()));
    this.#checkpoint = this.#sources[0]?.checkpoint() ?? this.#checkpoint;
    for (const { counts } of this.#sources) {
      this.dropped += counts.DroppedEventCount;
      this.givenUp += counts.OnFailureDestinationDeliveredEventCount;
    }
    this.#sources = [];
  }
}
