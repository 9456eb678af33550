import { columnName, type Field, findField } from '../../core/fields/catalog.ts';
import type { KinesisEvent } from '../../core/records/event.ts';
import { decodeText, redactHeaders, redactUrl } from './plainDecoding.ts';

/** A record as an object: values by column; undefined if absent. */
export type RowObject = Record<string, string | number | bigint | undefined>;

/** JavaScript type that a library requires for bigint columns. */
export type WholeNumbers = 'number' | 'bigint';

type Reader = (text: string) => RowObject[string];

interface RowColumn {
  readonly name: string;
  readonly read: Reader;
  /** Values by text, so that each text is parsed once. Libraries then also don't hash equal strings again. */
  readonly seen: Map<string, RowObject[string]> | undefined;
}

/** Converts events to row objects as most programs do: by splitting text. */
export class RowReader {
  readonly #columns: readonly RowColumn[];
  readonly #bytes = Buffer.allocUnsafeSlow(8 << 20);

  constructor(fields: readonly string[], wholeNumbers: WholeNumbers) {
    this.#columns = fields.map((name) => {
      const field = findField(name);
      const seen = field?.distinct ? undefined : new Map<string, RowObject[string]>();
      return { name: columnName(name), read: readerOf(field, wholeNumbers), seen };
    });
  }

  read(eventJson: string): RowObject[] {
    const event = JSON.parse(eventJson) as KinesisEvent;
    let end = 0;
    for (const { kinesis } of event.Records) end += this.#bytes.write(kinesis.data, end, 'base64');
    const lines = this.#bytes.toString('latin1', 0, end - 1).split('\n');
    for (const { seen } of this.#columns) seen?.clear();
    return lines.map((line) => this.#row(line.split('\t')));
  }

  #row(values: readonly string[]): RowObject {
    const row: RowObject = {};
    for (let place = 0; place < values.length; place++) {
      const { name, read, seen } = this.#columns[place];
      const text = values[place];
      if (text === '-') {
        row[name] = undefined;
        continue;
      }
      let value = seen?.get(text);
      if (value === undefined) {
        value = read(text);
        seen?.set(text, value);
      }
      row[name] = value;
    }
    return row;
  }
}

function readerOf(field: Field | undefined, wholeNumbers: WholeNumbers): Reader {
  switch (field?.type) {
    case 'timestamp':
      return (text) => Math.round(Number(text) * 1000);
    case 'double':
    case 'int':
      return Number;
    case 'bigint':
      return wholeNumbers === 'bigint' ? BigInt : Number;
    default:
      return textReader(field);
  }
}

function textReader(field: Field | undefined): Reader {
  switch (field?.sensitivity) {
    case 'cookie':
      return () => undefined;
    case 'url': {
      const beginsWithName = field.name === 'cs-uri-query';
      return (text) => redactUrl(decodeText(text), beginsWithName);
    }
    case 'headers':
      return (text) => redactHeaders(decodeText(text));
    default:
      return field?.form === undefined ? decodeText : (text) => text;
  }
}
