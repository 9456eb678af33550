import { Writable } from 'node:stream';
import { columnName, type FieldType, findField } from '../../core/fields/catalog.ts';
import type { Contender } from './contender.ts';
import { type RowObject, RowReader } from './rowObjects.ts';

/** The parts of `@dsnp/parquetjs` that are used. */
interface ParquetJsPackage {
  readonly ParquetSchema: new (columns: Record<string, object>) => object;
  readonly ParquetWriter: {
    openStream(
      schema: object,
      stream: Writable,
      options: { readonly rowGroupSize: number },
    ): Promise<RowWriter>;
  };
}

interface RowWriter {
  appendRow(row: RowObject): Promise<void>;
  close(): Promise<void>;
}

const types = {
  timestamp: 'TIMESTAMP_MILLIS',
  string: 'UTF8',
  double: 'DOUBLE',
  int: 'INT32',
  bigint: 'INT64',
} as const satisfies Record<FieldType, string>;

/** Rows per group: so many that a file has one group. */
const rowGroupSize = 1_000_000;

/**
 * The most common Parquet library for JavaScript, with row objects as input. It uses snappy, its fastest
 * compression.
 */
export class ParquetJs implements Contender {
  readonly name = 'parquetjs, row objects';
  readonly without = 'metrics';
  readonly makes = 'same values';
  readonly #reader: RowReader;
  readonly #package: ParquetJsPackage;
  readonly #schema: object;

  private constructor(fields: readonly string[], parquetJs: ParquetJsPackage) {
    this.#reader = new RowReader(fields, 'number');
    this.#package = parquetJs;
    this.#schema = new parquetJs.ParquetSchema(
      Object.fromEntries(
        fields.map((name) => [
          columnName(name),
          { type: types[findField(name)?.type ?? 'string'], optional: true, compression: 'SNAPPY' },
        ]),
      ),
    );
  }

  /** @throws Error if the package can't be loaded */
  static async create(fields: readonly string[]): Promise<ParquetJs> {
    // A variable, so that the compiler doesn't resolve it. If the package can't be loaded, the report says
    // so, and the others are measured.
    const name: string = '@dsnp/parquetjs';
    return new ParquetJs(fields, (await import(name)) as ParquetJsPackage);
  }

  async run(eventJson: string): Promise<Uint8Array> {
    const chunks: Uint8Array[] = [];
    const stream = new Writable({
      write(chunk: Uint8Array, _, done) {
        chunks.push(chunk);
        done();
      },
    });
    const writer = await this.#package.ParquetWriter.openStream(this.#schema, stream, { rowGroupSize });
    for (const row of this.#reader.read(eventJson)) await writer.appendRow(row);
    await writer.close();
    return Buffer.concat(chunks);
  }
}
