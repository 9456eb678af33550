import { setTimeout } from 'node:timers/promises';
import { type AlarmDefinition, alarmsOf } from '../../emulator/alarms/alarmDefinitions.ts';
import { type AlarmState, alarmState } from '../../emulator/alarms/alarmState.ts';
import type { LocalPipeline } from '../../emulator/pipeline.ts';
import type { ServiceEndpoints } from '../../emulator/serviceEndpoints.ts';
import { synthesizeTemplate } from '../../emulator/template/synthesize.ts';
import type { StripItem } from '../../explorer/sources/source.ts';

const label = 'Alarms';

/** Milliseconds between evaluations. Alarms have periods of minutes. */
const pause = 5_000;

/** Delay of the synthesis in milliseconds. It uses a CPU for seconds, so the page loads first. */
const delay = 10_000;

/** Evaluates the stack's alarms on the metrics of a running pipeline. */
export class LiveAlarms {
  readonly #endpoints: Pick<ServiceEndpoints, 'metrics' | 'hooks'>;
  readonly #reading: Promise<void>;
  #alarms: readonly AlarmDefinition[] | undefined;
  #isUnknown = false;
  readonly #states = new Map<string, AlarmState>();
  #lookedAt = Number.NEGATIVE_INFINITY;

  constructor(
    endpoints: Pick<ServiceEndpoints, 'metrics' | 'hooks'>,
    definitions: Promise<readonly AlarmDefinition[]>,
  ) {
    this.#endpoints = endpoints;
    this.#reading = definitions.then(
      (alarms) => {
        this.#alarms = alarms;
      },
      () => {
        this.#isUnknown = true;
      },
    );
  }

  /**
   * Returns the item that the page shows: the names of alarms in ALARM, or that all are OK.
   *
   * @param now epoch milliseconds
   */
  strip(now: number): StripItem {
    if (this.#isUnknown) return { label, value: 'unknown: cdk synth fails', isBad: false };
    if (this.#alarms === undefined) return { label, value: 'loading', isBad: false };
    if (now - this.#lookedAt >= pause) this.#look(this.#alarms, now);
    const raised = [...this.#states].filter(([, state]) => state === 'ALARM').map(([name]) => name);
    if (raised.length > 0) return { label, value: raised.join(', '), isBad: true };
    return { label, value: `all ${this.#alarms.length} OK`, isBad: false };
  }

  /** Resolves when reading the definitions has finished or failed. */
  stop(): Promise<void> {
    return this.#reading;
  }

  #look(alarms: readonly AlarmDefinition[], now: number): void {
    this.#lookedAt = now;
    const { hooks, metrics } = this.#endpoints;
    hooks.beforeReading?.();
    for (const alarm of alarms) {
      this.#states.set(alarm.name, alarmState(alarm, metrics, now, this.#states.get(alarm.name)));
    }
  }
}

/**
 * Returns the stack's alarms that apply locally, with their names without the stack's name. Alarms about
 * compaction and anomaly detection are left out: nothing compacts the local lake, and anomaly detection isn't
 * emulated.
 *
 * @throws Error if the stack can't be synthesized, or if the signal is aborted
 */
export async function readAlarms(
  { account, eventSource }: LocalPipeline,
  signal: AbortSignal,
): Promise<readonly AlarmDefinition[]> {
  await setTimeout(delay, undefined, { signal });
  const template = await synthesizeTemplate(account.stackName, signal);
  return alarmsOf(template, { ...account, mappingId: eventSource.mappingId })
    .filter(({ threshold }) => threshold !== undefined)
    .filter(({ name }) => !/Compaction|Inexact requests|Late marks/.test(name))
    .map((alarm) => ({ ...alarm, name: alarm.name.replace(`${account.stackName} `, '') }));
}
