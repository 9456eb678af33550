import type { KinesisClient } from '@aws-sdk/client-kinesis';
import type { Clock } from '../../../cli/stream/clock.ts';
import { showLive } from '../../../cli/top/liveScreen.ts';
import { expectedLayouts } from '../../../core/layouts/layout.ts';
import { fixedLayouts } from '../../../core/layouts/layoutSource.ts';
import { defaultSensitivityPolicy } from '../../../core/sensitivity/policy.ts';
import { withoutColors } from '../../../terminal/colors.ts';
import { readExample } from '../../support/examples.ts';
import { FakeKeyboard, FakeTerminal } from './fakeTerminal.ts';

const { fields, lines } = readExample('website-20-fields');
const sent = lines.slice(0, 300);
const now = Date.parse('2026-11-20T13:00:00Z');
const [left, right, enter, controlC] = ['\u001b[D', '\u001b[C', '\r', '\u0003'];

/** A stream with one shard, all of whose records are in the first page after each start. */
const kinesis = {
  send: async ({ constructor: { name }, input }: { constructor: { name: string }; input: object }) => {
    if (name === 'ListShardsCommand') return { Shards: [{ ShardId: 'shard' }] };
    if (name === 'GetShardIteratorCommand') return { ShardIterator: 'first' };
    const isFirst = 'ShardIterator' in input && input.ShardIterator === 'first';
    const records = sent.map((line, index) => ({
      SequenceNumber: String(index),
      ApproximateArrivalTimestamp: new Date(now - 1_000),
      Data: Buffer.from(`${line}\n`),
    }));
    return { Records: isFirst ? records : [], NextShardIterator: 'next', MillisBehindLatest: 0 };
  },
} as unknown as KinesisClient;

const keyboards: FakeKeyboard[] = [];

/** Starts the screen. */
function start(client = kinesis) {
  const terminal = new FakeTerminal();
  const keyboard = new FakeKeyboard();
  keyboards.push(keyboard);
  const exits: number[] = [];
  let reads = 0;
  const waiting: (() => void)[] = [];
  const clock: Clock = {
    now: () => now,
    // The pause after a key ends at once; the pause between two reads doesn't end.
    sleep: (milliseconds, signal) => {
      if (milliseconds < 1_000) return Promise.resolve();
      reads++;
      for (const resolve of waiting.splice(0)) resolve();
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('stopped'))));
    },
  };
  const running = showLive(
    {
      source: {
        kinesis: client,
        streamName: 'realtime-logs',
        layouts: fixedLayouts(expectedLayouts(fields)),
        policy: defaultSensitivityPolicy,
      },
      logged: fields,
      ranking: 'requests',
      where: undefined,
      window: 60_000,
      scale: 1,
      clock,
      paint: withoutColors,
      input: keyboard,
      output: terminal,
      exit: (status) => exits.push(status),
    },
    new AbortController().signal,
  );
  return {
    terminal,
    keyboard,
    exits,
    running,
    /** Resolves when the stream has been read for the given time. */
    async read(time: number) {
      while (reads < time) await new Promise<void>((resolve) => waiting.push(resolve));
      terminal.emit('resize');
    },
  };
}

// A test that fails leaves no timer behind.
afterEach(() => {
  for (const keyboard of keyboards.splice(0)) keyboard.press(controlC);
});

const stateOf = ({ terminal, keyboard }: ReturnType<typeof start>) => ({
  isAlternate: terminal.isAlternate,
  isCursorShown: terminal.isCursorShown,
  isRaw: keyboard.isRaw,
  isReading: keyboard.isReading,
  listeners: terminal.listenerCount('resize') + keyboard.listenerCount('data'),
});
const clean = { isAlternate: false, isCursorShown: true, isRaw: false, isReading: false, listeners: 0 };

describe('the live screen of cfrl top', () => {
  it('fills the terminal, whatever its size', async () => {
    const shown = start();
    await shown.read(1);
    expect(stateOf(shown)).toEqual({
      isAlternate: true,
      isCursorShown: false,
      isRaw: true,
      isReading: true,
      listeners: 2,
    });
    const { terminal, keyboard } = shown;
    const titles = () =>
      terminal.lines.filter((line) => line.includes(' share')).map((line) => line.match(/share/g)?.length);
    expect(terminal.lines).toHaveLength(24);
    expect(terminal.lines[0]).toMatch(/^cfrl top {2}realtime-logs {2}last 60 s .* 13:00:00 UTC$/);
    expect(titles()).toEqual([2, 2]);
    terminal.resize(130, 40);
    expect([terminal.lines.length, titles()]).toEqual([40, [3, 3]]);
    terminal.resize(30, 8);
    expect([terminal.lines.length, titles()]).toEqual([8, [1]]);
    keyboard.press('q');
    await shown.running;
    expect(stateOf(shown)).toEqual(clean);
  });

  it('changes the lists, the measure, and the filter by keys', async () => {
    const shown = start();
    const { terminal, keyboard } = shown;
    await shown.read(1);
    const [first] = [terminal.lines[5]];
    keyboard.press(right);
    expect(terminal.lines[5]).not.toBe(first);
    keyboard.press(left);
    expect(terminal.lines[5]).toBe(first);
    keyboard.press('m');
    await shown.read(2);
    expect([terminal.lines[4]?.includes(' bytes '), terminal.lines.at(-1)]).toEqual([
      true,
      expect.stringMatching(/^by bytes /),
    ]);
    keyboard.press('/', 'sc-status=abc', enter);
    expect(terminal.lines.at(-1)).toMatch(/expected a number after sc-status, got '=abc'/);
    keyboard.press(...'\u007f'.repeat(3), '404', enter);
    await shown.read(3);
    expect(terminal.lines[1]).toMatch(/ 4xx 100% /);
    expect(terminal.lines[2]).toMatch(/ where sc-status=404$/);
    keyboard.press(controlC);
    await shown.running;
    expect(stateOf(shown)).toEqual(clean);
  });

  it('restores the terminal at the first Ctrl-C, and ends at the second one, even if a call does not end', async () => {
    let fail = () => {};
    const silent = {
      send: () =>
        new Promise((_, reject) => {
          fail = () => reject(new Error('too late'));
        }),
    };
    const shown = start(silent as unknown as KinesisClient);
    const { terminal, keyboard, exits } = shown;
    keyboard.press(controlC);
    expect([terminal.isAlternate, terminal.isCursorShown, exits]).toEqual([false, true, []]);
    keyboard.press(controlC);
    expect(exits).toEqual([130]);
    fail();
    await shown.running;
    expect(stateOf(shown)).toEqual(clean);
  });
});
