import { DuckDBInstance } from '@duckdb/node-api';
import { Command } from 'commander';
import { HeavyHitters } from '../../core/insight/top/heavyHitters.ts';
import { runCommandLine, wholeNumber } from '../../terminal/commandLine.ts';
import { output } from '../../terminal/printer.ts';
import { runCommand } from '../../terminal/runCommand.ts';
import { textTable, withCommas } from '../../terminal/textTable.ts';

/** Keys that TypeScript and SQL generate by the same rule, so that DuckDB can count them exactly. */
interface Keys {
  readonly name: string;
  readonly key: (index: number) => string;
  readonly sql: string;
}

const modulus = 2 ** 31 - 1;

const kinds: readonly Keys[] = [
  {
    name: 'new keys only, but for ten',
    key: (index) => (index % 50 === 0 ? `frequent-${(index / 50) % 10}` : `new-${index}`),
    sql: "CASE WHEN i % 50 = 0 THEN 'frequent-' || ((i // 50) % 10) ELSE 'new-' || i END",
  },
  {
    name: 'skewed keys',
    key: (index) => `key-${Math.floor(modulus / (((index * 48_271) % modulus) + 1_000))}`,
    sql: `'key-' || (${modulus} // ((i * 48271) % ${modulus} + 1000))`,
  },
];

interface HittersOptions {
  readonly records: number;
  readonly capacity: number;
}

await runCommand(async () => {
  const command = new Command('npm run hitters:evaluate --')
    .description('Compares heavy hitters with exact counts from DuckDB.')
    .option('--records <N>', 'number of records', wholeNumber('--records', 1_000, 40_000_000), 10_000_000)
    .option('--capacity <N>', 'maximum number of keys to keep', wholeNumber('--capacity', 10, 1_000_000), 400)
    .action(async (options: HittersOptions) => {
      const rows: Record<string, unknown>[] = [];
      for (const keys of kinds) rows.push(await compare(keys, options));
      output.lines(textTable(rows, { indent: 0 }));
    });
  await runCommandLine(command, process.argv.slice(2));
});

async function compare({ name, key, sql }: Keys, { records, capacity }: HittersOptions) {
  const hitters = new HeavyHitters(capacity);
  const start = performance.now();
  for (let index = 0; index < records; index++) hitters.add(key(index));
  const nanoseconds = ((performance.now() - start) / records) * 1e6;
  const top = hitters.top(hitters.size);
  const bound = records / capacity;
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const counted = `SELECT ${sql} AS key, count(*) AS n FROM range(${records}) t(i) GROUP BY 1`;
  const kept = top.map((hitter) => `('${hitter.key}', ${hitter.weight}, ${hitter.error})`).join(', ');
  const answer =
    await connection.runAndReadAll(`WITH exact AS (${counted}), kept(key, weight, error) AS (VALUES ${kept})
    SELECT (SELECT count(*) FROM exact) AS keys,
      count(*) FILTER (WHERE weight < n OR weight - error > n) AS wrong,
      (SELECT count(*) FROM exact WHERE n > ${bound} AND key NOT IN (SELECT key FROM kept)) AS missing
    FROM kept JOIN exact USING (key)`);
  connection.closeSync();
  const [{ keys, wrong, missing } = {}] = answer.getRowObjectsJson();
  return {
    keys: name,
    distinct: withCommas(Number(keys)),
    kept: hitters.size,
    'largest error': withCommas(Math.max(...top.map(({ error }) => error))),
    bound: withCommas(bound),
    'outside of the bounds': Number(wrong),
    missing: Number(missing),
    'ns each': Math.round(nanoseconds),
  };
}
