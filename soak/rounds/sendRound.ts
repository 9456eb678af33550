import { setTimeout } from 'node:timers/promises';
import type { Random } from '../../bench/traffic/random.ts';
import { sendRecords } from '../../local/traffic.ts';
import { numberedRecord } from '../records/numberedRecord.ts';
import type { Round } from './round.ts';
import type { StreamEvents } from './streamEvents.ts';
import { register, type Stirred } from './turmoil.ts';

const slices = 8;

/** Every so many records, one comes twice where CloudFront sends some twice. */
const twiceEvery = 53;

/** Milliseconds that a slice of records that age has, before the next one. */
const turn = 600;

/** Records of a cycle by number: from the first up to, not including, the last. */
export interface NumberRange {
  readonly first: number;
  readonly end: number;
}

/** Sends the records of a round, and lets things happen to the stream between its slices. */
export async function sendRound(
  { layouts, turmoil }: Round,
  { first, end }: NumberRange,
  epoch: number,
  stirred: Stirred,
  events: StreamEvents,
): Promise<void> {
  const { pipeline, random, tally } = stirred;
  const size = Math.ceil((end - first) / slices);
  let again: number[] = [];
  for (let from = first; from < end; from += size) {
    const numbers = Array.from({ length: Math.min(size, end - from) }, (_, index) => from + index);
    const twice = turmoil.sendTwice ? numbers.filter((number) => number % twiceEvery === 0) : [];
    const lines = [...numbers, ...again].map((number) =>
      numberedRecord(number, layouts[number % layouts.length], epoch),
    );
    tally.add('record sent twice', again.length);
    again = twice;
    if (turmoil.age) await aging(stirred, shuffled(lines, random));
    else await sendRecords(shuffled(lines, random), { ...pipeline });
    if (turmoil.register && from < first + size * 4 && from + size >= first + size * 4) {
      await register(stirred, ['a', 'b', turmoil.register]);
    }
    await events.next();
  }
  await sendRecords(
    again.map((number) => numberedRecord(number, layouts[number % layouts.length], epoch)),
    { ...pipeline },
  );
  tally.add('record sent twice', again.length);
}

/** Sends a slice that is followed by the next one only when most of it had its turn. */
async function aging({ pipeline, pollers, clock }: Stirred, lines: readonly string[]): Promise<void> {
  await sendRecords(lines, { ...pipeline });
  clock.leap(240_000);
  await Promise.race([pollers.drain(), setTimeout(turn)]);
}

function shuffled(lines: string[], random: Random): string[] {
  for (let place = lines.length - 1; place > 0; place--) {
    const other = random.below(place + 1);
    [lines[place], lines[other]] = [lines[other], lines[place]];
  }
  return lines;
}
