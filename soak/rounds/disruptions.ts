import type { LocalPipeline } from '../../emulator/pipeline.ts';
import { putLayouts } from '../../emulator/resources.ts';
import type { Random } from '../../harness/random.ts';
import type { JumpingClock } from '../clock.ts';
import type { Tally } from '../faults/tally.ts';
import { type LayoutLetter, registeredLayouts } from '../records/soakLayouts.ts';
import type { Pollers } from './pollers.ts';
import type { Disruptions } from './round.ts';

/** Longer than half of the maximum record age in rounds that give up old records. */
const clockJump = 300_000;

/** The parts of a cycle that disruptions affect. */
export interface DisruptedParts {
  readonly pipeline: LocalPipeline;
  readonly pollers: Pollers;
  readonly clock: JumpingClock;
  readonly random: Random;
  readonly tally: Tally;
}

/** Registers the layouts of more letters, as a deployment does. */
export async function registerLetters(
  { pipeline, clock, tally }: DisruptedParts,
  letters: readonly LayoutLetter[],
): Promise<void> {
  await putLayouts(pipeline.s3, pipeline.lakeBucket, registeredLayouts(letters, clock.now()));
  tally.add('layout deployed while its records arrive');
}

/** Triggers random events between a failed invocation and the next attempt. */
export function triggerEvents(
  { restart = 0, deploy = 0, age = 0 }: Disruptions,
  parts: DisruptedParts,
): void {
  const { pollers, pipeline, clock, random, tally } = parts;
  if (random.happens(restart)) {
    setTimeout(() => {
      if (pollers.restart()) tally.add('poller restarted');
    }, random.below(60));
  }
  if (random.happens(deploy)) {
    tally.add('settings deployed between two attempts');
    const compression = random.happens(0.5) ? 'gzip' : 'zstd';
    pipeline.host.update({ environment: { COMPRESSION: compression } });
  }
  if (random.happens(age)) {
    tally.add('records aged between two attempts');
    clock.jump(clockJump);
  }
}
