import { fields } from '../../core/fields/catalog.ts';
import { expectedLayouts } from '../../core/layouts/layout.ts';
import { printLayouts } from '../../core/layouts/layoutsDocument.ts';
import { Random } from '../../harness/random.ts';
import { readEventSeeds } from '../corpus.ts';
import { Finding, type FuzzReport, longestTime, processorTime, residentMemory } from '../finding.ts';
import { objectKey } from '../records/checks.ts';
import { type Handler, lakeBucket, loadConsumer } from './consumer.ts';
import { type FakeServices, startServices } from './fakeServices.ts';
import { LogCapture } from './logCapture.ts';
import { mutateEvent } from './mutateEvent.ts';

/** Options of {@link fuzzEvents}. */
export interface EventFuzzOptions {
  readonly executions: number;
  readonly seed: number;
  /** Number of the first event. Each event depends only on the seed and its number. */
  readonly firstEvent: number;
  /** Called and awaited after each event, with the number of events so far. If it throws, the run stops. */
  readonly onProgress: (executions: number) => void | Promise<void>;
}

const context = { getRemainingTimeInMillis: () => 60_000 };

/**
 * Invokes the deployed consumer with mutated events, and checks that each results in objects in the lake, or
 * in an error of one sentence.
 *
 * @throws Finding for the first problem
 */
export async function fuzzEvents(options: EventFuzzOptions): Promise<FuzzReport> {
  const layouts = expectedLayouts(fields.slice(0, 46).map(({ name }) => name));
  const services = await startServices(printLayouts(layouts));
  const capture = new LogCapture();
  try {
    return await new EventFuzzRun(options, loadConsumer(services.url), services, capture).run();
  } finally {
    capture.end();
    services.close();
  }
}

class EventFuzzRun {
  readonly #options: EventFuzzOptions;
  readonly #handler: Handler;
  readonly #services: FakeServices;
  readonly #capture: LogCapture;
  readonly #outcomes = { taken: 0, refused: 0, objects: 0 };
  #longest = 0;
  #memory = 0;

  constructor(options: EventFuzzOptions, handler: Handler, services: FakeServices, capture: LogCapture) {
    this.#options = options;
    this.#handler = handler;
    this.#services = services;
    this.#capture = capture;
  }

  async run(): Promise<FuzzReport> {
    const { executions, seed, firstEvent, onProgress } = this.#options;
    const seeds = readEventSeeds();
    const start = performance.now();
    for (let done = 0; done < executions; done++) {
      const number = firstEvent + done;
      const event = mutateEvent(new Random(seed * 1_000_003 + number), seeds);
      try {
        await this.#execute(event);
      } catch (error) {
        const repeatedBy = `--records 0 --events 1 --seed ${seed} --first-event ${number}`;
        throw new Finding((error as Error).message, repeatedBy, error);
      }
      await onProgress(done + 1);
    }
    const seconds = (performance.now() - start) / 1000;
    const outcomes = this.#outcomes;
    return {
      executions,
      batches: executions,
      outcomes,
      longest: this.#longest,
      seconds,
      memory: this.#memory,
    };
  }

  async #execute(event: unknown): Promise<void> {
    const { keys } = this.#services;
    keys.length = 0;
    const start = processorTime();
    const refusal = await this.#handler(event, context).then(() => undefined, String);
    const time = processorTime() - start;
    this.#longest = Math.max(this.#longest, time);
    this.#memory = Math.max(this.#memory, residentMemory());
    if (time > longestTime) throw new Error(`expected at most ${longestTime} ms, got ${Math.round(time)}`);
    if (refusal === undefined) this.#outcomes.taken++;
    else this.#outcomes.refused++;
    this.#outcomes.objects += keys.length;
    if (refusal !== undefined && !/^Error: expected an? .*, got [^\n]*$/.test(refusal))
      throw new Error(`expected a sentence, got ${JSON.stringify(refusal)}`);
    const wrongKey = keys.find((key) => !objectKey.test(key.slice(`${lakeBucket}/`.length)));
    if (wrongKey !== undefined)
      throw new Error(`expected a key of the lake, got ${JSON.stringify(wrongKey)}`);
    const fault = this.#capture.take().find((line) => !isMetrics(line));
    if (fault !== undefined) throw new Error(`expected metrics in the log, got ${JSON.stringify(fault)}`);
  }
}

/** Returns whether a logged text consists of the pipeline's own metrics, in one line. */
function isMetrics(text: string): boolean {
  return /^\{"_aws":[ -~]*\}$/.test(text);
}
