import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeExampleDay } from '../../explorer/example/writeExampleDay.ts';
import { startExplorerServer } from '../../explorer/server/explorerServer.ts';
import { openBrowser } from '../../explorer/server/openBrowser.ts';
import { FolderSource } from '../../explorer/sources/folder/folderSource.ts';
import { requestsFolder } from '../../explorer/sources/folder/lakeFiles.ts';
import { output } from '../../terminal/printer.ts';
import { stopped } from '../../terminal/stopping.ts';
import { UsageError } from '../../terminal/usageError.ts';

/** Requests of the example day: enough for its incidents, few enough to be written within seconds. */
const exampleRows = 400_000;

const millisecondsADay = 86_400_000;

/** Options of `cfrl explore`. */
export interface ExploreOptions {
  readonly lake?: string;
  readonly example?: boolean;
  readonly port?: number;
  readonly rows: number;
  readonly open: boolean;
}

/** Serves the page until the signal says to stop. */
export async function runExplore(options: ExploreOptions, signal: AbortSignal): Promise<void> {
  const { lake, example, port, rows, open } = options;
  if (example === true && lake !== undefined) {
    throw new UsageError('--example: expected no --lake beside it, got both; name one of them');
  }
  if (!lake && example !== true) {
    throw new UsageError(
      '--lake: expected a folder with the Parquet files of a lake, got none; or use --example',
    );
  }
  const exampleFolder = example === true ? mkdtempSync(join(tmpdir(), 'realtime-logs-example-')) : undefined;
  const folder = exampleFolder ?? (lake as string);
  const removeExample = () => exampleFolder && rmSync(exampleFolder, { recursive: true, force: true });
  process.once('exit', removeExample);
  try {
    if (exampleFolder)
      await writeExampleDay(exampleFolder, { rows: exampleRows, start: yesterday(Date.now()) });
    const source = await FolderSource.open({
      folder: requestsFolder(folder),
      name: lake ?? 'example day',
      mostRows: rows,
    });
    try {
      const server = await startExplorerServer({ source, port });
      output.line(server.url);
      output.line('Press Ctrl-C to stop.');
      if (open) openBrowser(server.url);
      await stopped(signal);
      await server.close();
    } finally {
      await source.close();
    }
  } finally {
    removeExample();
  }
}

/** Start of the UTC day before a time. */
function yesterday(now: number): number {
  return (Math.floor(now / millisecondsADay) - 1) * millisecondsADay;
}
