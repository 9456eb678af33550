import { rmSync } from 'node:fs';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { memoryFolder } from '../../../bench/contenders/duckdb.ts';
import { Ours } from '../../../bench/contenders/ours.ts';
import { checkValues, makeContenders } from '../../../bench/contenders/participants.ts';
import { findDifferences } from '../../../bench/contenders/sameValues.ts';
import { makeEvent } from '../../../bench/traffic/event.ts';
import { replaceValues } from '../../../bench/traffic/exampleRecords.ts';
import { recordsOfShape, shapeNames } from '../../../bench/traffic/shapes.ts';
import { recordsOfWidth } from '../../../bench/traffic/widths.ts';

const folder = memoryFolder();
let connection: DuckDBConnection;

beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:')).connect();
});

afterAll(() => {
  connection.closeSync();
  rmSync(folder, { recursive: true });
});

describe('findDifferences', () => {
  const records = recordsOfShape('typical');
  const event = makeEvent(records, 10);
  const file = new Ours(event.fields).run(event.json);

  it('finds no differences between a file and itself', async () => {
    const files = [
      { name: 'a', bytes: file },
      { name: 'b', bytes: file },
    ] as const;

    expect(await findDifferences(connection, folder, event.fields, files)).toEqual([]);
  });

  it('reports column, row, and values that differ', async () => {
    const changed = replaceValues(records, (values, row) => ({
      'sc-status': row === 3 ? '418' : values['sc-status'],
      'cs-method': row < 2 ? '-' : values['cs-method'],
    }));
    const other = new Ours(event.fields).run(makeEvent(changed, 10).json);
    const files = [
      { name: 'a', bytes: file },
      { name: 'b', bytes: other },
    ] as const;

    expect(await findDifferences(connection, folder, event.fields, files)).toEqual([
      'sc-status: 1 of 10 rows differ, first row 3: a "200", b "418"',
      'cs-method: 2 of 10 rows differ, first row 0: a "GET", b null',
    ]);
  });

  it('reports different numbers of rows', async () => {
    const shorter = new Ours(event.fields).run(makeEvent(records, 9).json);
    const files = [
      { name: 'a', bytes: file },
      { name: 'b', bytes: shorter },
    ] as const;

    expect(await findDifferences(connection, folder, event.fields, files)).toEqual(['a has 10 rows, b 9']);
  });
});

describe('checkValues', () => {
  it.each(shapeNames)('finds the same values in all files of the %s shape', async (shape) => {
    const event = makeEvent(recordsOfShape(shape), 250);
    const { contenders } = await makeContenders(event);

    await checkValues(contenders, event);
    expect(contenders.length).toBeGreaterThanOrEqual(6);
    for (const contender of contenders) contender.close?.();
  });

  it('finds the same values in all files of records of 69 fields', async () => {
    const event = makeEvent(recordsOfWidth(69), 250);
    const { contenders } = await makeContenders(event);

    await checkValues(contenders, event);
    for (const contender of contenders) contender.close?.();
  });

  it('fails if a file contains other values', async () => {
    const event = makeEvent(recordsOfShape('typical'), 10);
    const wrong = makeEvent(recordsOfShape('typical'), 9);
    const ours = new Ours(event.fields);
    const other = { name: 'other', makes: 'same values' as const, run: () => ours.run(wrong.json) };

    await expect(checkValues([new Ours(event.fields), other], event)).rejects.toThrow(
      'expected the same values in all files, got\nthis project has 10 rows, other 9',
    );
  });
});
