import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { checkLake, type SentRecords } from '../../soak/lake/lakeCheck.ts';
import { numberedRecord } from '../../soak/records/numberedRecord.ts';
import { type LayoutLetter, registeredLayouts } from '../../soak/records/soakLayouts.ts';
import { newBatch } from '../support/batches.ts';
import { newTransform } from '../support/transforming.ts';

const epoch = Date.now() - 3_600_000;
const sent: SentRecords = { records: 1000, epoch, mayBeQuarantined: [] };
const numbers = Array.from({ length: sent.records }, (_, number) => number);
const lineOf = (number: number) => numberedRecord(number, number % 2 === 0 ? 'a' : 'b', epoch);
let folder: string;
let files = 0;

/** Writes lines into the lake as the consumer does, as records of a separate shard. */
function write(
  lines: readonly string[],
  letters: readonly LayoutLetter[] = ['a', 'b'],
  arrival = Date.now(),
): void {
  const batch = newBatch();
  batch.reset(`shardId-${String(files++).padStart(12, '0')}`);
  for (const [index, line] of lines.entries()) {
    batch.addBytes(Buffer.from(`${line}\n`), String(1000 + index), arrival);
  }
  const transform = newTransform([], { layouts: registeredLayouts(letters, epoch) });
  for (const { key, body } of transform.transform(batch, Date.now()).objects) {
    const file = join(folder, key);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, body);
  }
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'soak-check-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const nothing = {
  lost: [],
  duplicated: [],
  duplicatedInQuarantine: 0,
  wrong: [],
  removed: 0,
  notExact: 0,
  notExactCompacted: 0,
};

describe('checkLake', () => {
  it('finds no problems in a lake that contains every record once, with unreadable ones in quarantine', async () => {
    write(numbers.map(lineOf));

    expect(await checkLake(folder, sent)).toEqual(nothing);
  });

  it('finds lost records, both readable and unreadable', async () => {
    write(numbers.filter((number) => number !== 5 && number !== 77).map(lineOf));

    expect(await checkLake(folder, sent)).toEqual({ ...nothing, lost: [5, 77] });
  });

  it('finds duplicates, and that the saved query removes them', async () => {
    write(numbers.map(lineOf));
    write([5, 8, 9].map(lineOf));

    expect(await checkLake(folder, sent)).toEqual({
      ...nothing,
      duplicated: [8, 9],
      duplicatedInQuarantine: 1,
      removed: 2,
    });
  });

  it('finds duplicates that the compaction leaves, such as copies that arrive five hours apart', async () => {
    write(numbers.map(lineOf));
    write([8, 9].map(lineOf), ['a', 'b'], Date.now() - 5 * 3_600_000);

    expect(await checkLake(folder, sent)).toMatchObject({ removed: 2, notExact: 0, notExactCompacted: 2 });
  });

  it.each([
    ['another status', (line: string) => line.replace(/\t(200|206)\t/, '\t500\t')],
    ['the path of another record', (line: string) => line.replace('/a/12?', '/a/13?')],
    ['the path of another layout', (line: string) => line.replace('/a/12?', '/b/12?')],
    ['a value that is cut', (line: string) => line.replace('(12)', '(1')],
    ['another time', (line: string) => line.replace(/^\d+/, (seconds) => String(Number(seconds) + 1))],
  ])('finds a row with %s', async (_, spoil) => {
    write(numbers.map((number) => (number === 12 ? spoil(lineOf(number)) : lineOf(number))));

    expect((await checkLake(folder, sent)).wrong).toHaveLength(1);
  });

  it('finds a readable record in quarantine, unless its layout was unknown', async () => {
    const lines = numbers.map((number) => numberedRecord(number, number === 12 ? 'c' : 'a', epoch));
    write(lines);

    expect((await checkLake(folder, sent)).wrong).toHaveLength(1);
    expect(await checkLake(folder, { ...sent, mayBeQuarantined: ['c'] })).toEqual(nothing);
  });
});
