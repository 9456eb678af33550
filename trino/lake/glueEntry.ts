/** The parts of Glue's `TableInput` that are converted. */
export interface TableInput {
  readonly Name: string;
  readonly TableType: string;
  readonly Parameters: Readonly<Record<string, string>>;
  readonly PartitionKeys: readonly GlueColumn[];
  readonly StorageDescriptor: {
    readonly Columns: readonly GlueColumn[];
    readonly Location: string;
    readonly InputFormat: string;
    readonly OutputFormat: string;
    readonly SerdeInfo: { readonly SerializationLibrary: string };
  };
}

interface GlueColumn {
  readonly Name: string;
  readonly Type: string;
  readonly Comment?: string;
}

/** A column in the file metastore. */
export interface MetastoreColumn {
  readonly name: string;
  readonly type: string;
}

/** The parts of a table or view in Trino's file metastore that are read here. */
export interface MetastoreEntry {
  readonly tableType: string;
  readonly dataColumns: readonly MetastoreColumn[];
  readonly parameters: Readonly<Record<string, string>>;
  readonly viewOriginalText?: string;
}

/**
 * Converts a Glue table to an entry of Trino's file metastore. Everything except the location of the files
 * remains unchanged.
 *
 * @param locate replaces the location of the bucket in a text
 */
export function metastoreEntry(input: TableInput, locate: (text: string) => string): MetastoreEntry {
  const { StorageDescriptor: storage } = input;
  const columns = (all: readonly GlueColumn[]) =>
    all.map(({ Name: name, Type: type, Comment: comment }) => ({ name, type, comment, properties: {} }));
  const entry = {
    writerVersion: '476',
    owner: 'cfrl',
    tableType: input.TableType,
    dataColumns: columns(storage.Columns),
    partitionColumns: columns(input.PartitionKeys),
    parameters: Object.fromEntries(
      Object.entries(input.Parameters).map(([name, value]) => [name, locate(value)]),
    ),
    originalStorageFormat: {
      serde: storage.SerdeInfo.SerializationLibrary,
      inputFormat: storage.InputFormat,
      outputFormat: storage.OutputFormat,
    },
    serdeParameters: {},
    externalLocation: locate(storage.Location),
    columnStatistics: {},
  };
  return entry;
}

/** Returns the column names of a view, from the JSON in its text. */
export function viewColumns(text: string): string[] {
  const encoded = /^\/\* Presto View: ([A-Za-z0-9+/=]+) \*\/$/.exec(text)?.[1] ?? '';
  const { columns } = JSON.parse(Buffer.from(encoded, 'base64').toString()) as {
    columns: readonly { readonly name: string }[];
  };
  return columns.map(({ name }) => name);
}
