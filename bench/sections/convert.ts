import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { copyStatement, type DuckdbText } from '../contenders/duckdbSql.ts';
import { type BuiltPrograms, buildPrograms } from '../measure/builtPrograms.ts';
import { median } from '../measure/rounds.ts';
import { medianUse, type ProcessUse, runProgram } from '../measure/wholeProcess.ts';
import { decimals, formatTable } from '../report/table.ts';
import { writeRecordFile } from '../traffic/recordFile.ts';
import type { ShapeName } from '../traffic/shapes.ts';
import { recordsFor, type Section, type SectionContext } from './section.ts';

/** A conversion that is compared with DuckDB. */
interface Case {
  readonly shape: ShapeName;
  readonly threads: number;
  readonly packed?: boolean;
  readonly text: DuckdbText;
}

const cases: readonly Case[] = [
  { shape: 'typical', threads: 1, text: 'raw' },
  { shape: 'typical', threads: 2, text: 'raw' },
  { shape: 'full', threads: 1, text: 'raw' },
  { shape: 'typical', threads: 2, packed: true, text: 'raw' },
  { shape: 'typical', threads: 1, text: 'decoded' },
];

interface ConvertResult {
  readonly name: string;
  readonly ours: ProcessUse;
  readonly duckdb: ProcessUse;
  /** DuckDB's wall time divided by ours: the median of the pairs. */
  readonly ratio: number;
}

interface StartResult {
  readonly name: string;
  readonly milliseconds: number;
}

/** Measures `cfrl convert` and the start of `cfrl`, both of the built command, as whole processes, paired with DuckDB. */
export const convert: Section<{ conversions: ConvertResult[]; starts: StartResult[] }> = {
  title: 'cfrl convert and the start of cfrl as whole processes, DuckDB in the same run, medians of pairs',
  async measure(context) {
    const folder = mkdtempSync(join(tmpdir(), 'bench-'));
    try {
      const programs = await buildPrograms(folder);
      return {
        conversions: measureConversions(programs, folder, context),
        starts: measureStarts(programs, folder, context),
      };
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  print: ({ conversions, starts }) => [
    ...formatTable(
      ['', 'wall s', 'DuckDB', 'ratio', 'CPU s', 'DuckDB', 'peak MiB', 'DuckDB'],
      conversions.map(({ name, ours, duckdb, ratio }) => [
        name,
        decimals(ours.wallSeconds, 2),
        decimals(duckdb.wallSeconds, 2),
        decimals(ratio, 2),
        decimals(ours.cpuSeconds, 2),
        decimals(duckdb.cpuSeconds, 2),
        decimals(ours.peakMebibytes, 0),
        decimals(duckdb.peakMebibytes, 0),
      ]),
    ),
    '',
    ...formatTable(
      ['start', 'ms'],
      starts.map(({ name, milliseconds }) => [name, decimals(milliseconds, 0)]),
    ),
  ],
};

function measureConversions(
  programs: BuiltPrograms,
  folder: string,
  context: SectionContext,
): ConvertResult[] {
  const { pairs, records } = context.efforts.convert;
  return context.shapes.flatMap((shape) => {
    const given = recordsFor(shape, context);
    const file = join(folder, `${shape}.tsv`);
    const fields = join(folder, 'fields.txt');
    writeRecordFile(file, given, records[shape]);
    writeFileSync(fields, given.fields.join('\n'));
    const results = cases
      .filter((one) => one.shape === shape)
      .map(({ threads, packed = false, text }) => {
        const input = packed ? pack(file) : file;
        const out = join(folder, 'out');
        const statement = copyStatement(given.fields, text, input, join(folder, 'duckdb.parquet'));
        const ours: ProcessUse[] = [];
        const duckdb: ProcessUse[] = [];
        for (let pair = 0; pair < pairs; pair++) {
          ours.push(
            runProgram([
              programs.cfrl,
              'convert',
              '--threads',
              `${threads}`,
              '--fields',
              fields,
              '--out',
              out,
              input,
            ]),
          );
          duckdb.push(runProgram([programs.duckdbCopy, statement, `${threads}`]));
          rmSync(out, { recursive: true });
        }
        const what = `${shape}${packed ? ' .gz' : ''}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`;
        return {
          name: `${what}, DuckDB with ${text === 'raw' ? 'raw text' : 'the same values'}`,
          ours: medianUse(ours),
          duckdb: medianUse(duckdb),
          ratio: median(ours.map(({ wallSeconds }, pair) => (duckdb[pair]?.wallSeconds ?? 0) / wallSeconds)),
        };
      });
    rmSync(file);
    return results;
  });
}

function measureStarts({ cfrl }: BuiltPrograms, folder: string, context: SectionContext): StartResult[] {
  const { fields, rows } = recordsFor('typical', context);
  const line = join(folder, 'line.tsv');
  writeFileSync(line, `${rows[0]?.join('\t')}\n`, 'latin1');
  const convertLine = ['convert', '--fields', fields.join(','), '--out', join(folder, 'line'), line];
  const commands: readonly (readonly string[])[] = [
    ['--version'],
    ['--help'],
    ['estimate', '--requests-per-second', '1000'],
    convertLine,
  ];
  const names = ['--version', '--help', 'estimate', 'convert of one line'];
  return commands.map((words, index) => ({
    name: names[index],
    milliseconds:
      1000 *
      median(
        Array.from({ length: context.efforts.processes }, () => runProgram([cfrl, ...words]).wallSeconds),
      ),
  }));
}

/** Compresses a file with gzip's fastest level, unless it is already compressed. */
function pack(file: string): string {
  const packed = `${file}.gz`;
  if (statSync(packed, { throwIfNoEntry: false }) === undefined)
    writeFileSync(packed, gzipSync(readFileSync(file), { level: 1 }));
  return packed;
}
