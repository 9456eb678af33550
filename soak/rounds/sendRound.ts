import { setTimeout } from 'node:timers/promises';
import { sendRecords } from '../../emulator/traffic.ts';
import type { Random } from '../../harness/random.ts';
import { numberedRecord } from '../records/numberedRecord.ts';
import { type DisruptedParts, registerLetters } from './disruptions.ts';
import type { Round } from './round.ts';
import type { StreamEvents } from './streamEvents.ts';

const slices = 8;

/** In rounds in which CloudFront sends records twice, one in this many is. */
const twiceEvery = 53;

/** Milliseconds between slices of sendAgingSlice records. */
const turn = 600;

/** A range of record numbers. `end` is not included. */
export interface NumberRange {
  readonly first: number;
  readonly end: number;
}

/** Input of a round's traffic. */
export interface RoundTraffic extends DisruptedParts {
  readonly round: Round;
  readonly range: NumberRange;
  /** Epoch milliseconds of record number 0. */
  readonly epoch: number;
  readonly events: StreamEvents;
}

/** Sends the records of a round in slices, and disrupts the stream between them. */
export async function sendRound(traffic: RoundTraffic): Promise<void> {
  const { round, range, epoch, events, pipeline, random, tally } = traffic;
  const { layouts, disruptions } = round;
  let again: number[] = [];
  for (const [slice, numbers] of splitIntoSlices(range).entries()) {
    const lines = [...numbers, ...again].map((number) =>
      numberedRecord(number, layouts[number % layouts.length], epoch),
    );
    if (again.length > 0) tally.add('CloudFront sends records twice');
    const isLast = slice === slices - 1;
    again = disruptions.sendTwice && !isLast ? numbers.filter((number) => number % twiceEvery === 0) : [];
    if (disruptions.age) await sendAgingSlice(traffic, shuffle(lines, random));
    else await sendRecords(shuffle(lines, random), { ...pipeline });
    if (disruptions.register && slice === slices / 2)
      await registerLetters(traffic, ['a', 'b', disruptions.register]);
    await events.next();
  }
}

function splitIntoSlices({ first, end }: NumberRange): number[][] {
  const size = (end - first) / slices;
  return Array.from({ length: slices }, (_, slice) => {
    const from = first + Math.floor(slice * size);
    const to = first + Math.floor((slice + 1) * size);
    return Array.from({ length: to - from }, (_, index) => from + index);
  });
}

/** Sends a slice, and waits until most of it is processed. */
async function sendAgingSlice(
  { pipeline, pollers, clock }: DisruptedParts,
  lines: readonly string[],
): Promise<void> {
  await sendRecords(lines, { ...pipeline });
  clock.jump(240_000);
  await Promise.race([pollers.drain(), setTimeout(turn)]);
}

function shuffle(lines: string[], random: Random): string[] {
  for (let place = lines.length - 1; place > 0; place--) {
    const other = random.below(place + 1);
    [lines[place], lines[other]] = [lines[other], lines[place]];
  }
  return lines;
}
