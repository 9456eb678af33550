/** Configuration of a server. */
export interface ServerConfig {
  /** Folder with the lake, the metastore, and the tables' files. */
  readonly lakeFolder: string;
  readonly pluginFolder: string;
  readonly catalogFolder: string;
  readonly port: number;
}

/** Location of the metastore's files, in the local file system of both catalogs. */
export const metastoreLocation = 'local:///metastore';

/** Options of the Java virtual machine. */
export const javaOptions = [
  '-server',
  '-Xmx2G',
  // Each query generates its own bytecode, which is too short-lived for the second compiler.
  '-XX:TieredStopAtLevel=1',
  '-XX:+ExitOnOutOfMemoryError',
  '-XX:-OmitStackTraceInFastThrow',
  '-XX:ReservedCodeCacheSize=256M',
  '-Djdk.attach.allowAttachSelf=true',
  '-Dfile.encoding=UTF-8',
  '-Duser.timezone=UTC',
] as const;

/** Returns the properties files of a server, by name. */
export function serverFiles(config: ServerConfig): Readonly<Record<string, string>> {
  const { lakeFolder, port, pluginFolder, catalogFolder } = config;
  const files = {
    'fs.native-local.enabled': 'true',
    'local.location': lakeFolder,
    'hive.metastore.catalog.dir': metastoreLocation,
  };
  return {
    'config.properties': properties({
      'node.environment': 'cfrl',
      'node.id': 'cfrl',
      'plugin.dir': pluginFolder,
      'catalog.config-dir': catalogFolder,
      coordinator: 'true',
      'node-scheduler.include-coordinator': 'true',
      'http-server.http.port': String(port),
      'node.internal-address': '127.0.0.1',
      'node.bind-ip': '127.0.0.1',
      'discovery.uri': `http://127.0.0.1:${port}`,
      // There are many small queries.
      'query.min-expire-age': '30s',
      'task.concurrency': '2',
      'task.max-worker-threads': '4',
    }),
    'log.properties': properties({ '': 'WARN', 'io.trino': 'WARN' }),
    'catalog/hive.properties': properties({
      'connector.name': 'hive',
      'hive.metastore': 'file',
      ...files,
      'hive.partition-projection-enabled': 'true',
      'hive.timestamp-precision': 'MILLISECONDS',
      'hive.parquet.time-zone': 'UTC',
      'hive.ignore-absent-partitions': 'true',
    }),
    'catalog/iceberg.properties': properties({
      'connector.name': 'iceberg',
      'iceberg.catalog.type': 'TESTING_FILE_METASTORE',
      ...files,
      // Allows checks of erasure and retention without waiting for a week.
      'iceberg.expire-snapshots.min-retention': '0s',
      'iceberg.remove-orphan-files.min-retention': '0s',
      'iceberg.register-table-procedure.enabled': 'true',
      // Athena's default.
      'iceberg.compression-codec': 'ZSTD',
    }),
  };
}

function properties(values: Readonly<Record<string, string>>): string {
  return `${Object.entries(values)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n')}\n`;
}
