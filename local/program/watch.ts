import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { rawPrefix } from '../../core/lake/keys.ts';
import type { LocalPipeline } from '../../emulator/pipeline.ts';
import { startExplorerServer } from '../../explorer/server/explorerServer.ts';
import { openBrowser } from '../../explorer/server/openBrowser.ts';
import { FolderSource } from '../../explorer/sources/folder/folderSource.ts';
import { output } from '../../terminal/printer.ts';
import { withCommas } from '../../terminal/textTable.ts';
import { sendEndlessly } from './endlessTraffic.ts';
import { describeAccess } from './hints.ts';
import { LiveAlarms, readAlarms } from './liveAlarms.ts';
import { QuarantineCount } from './quarantineCount.ts';
import type { Records, StartOptions } from './startOptions.ts';

/** Default rate in records per second: enough to watch, and low enough for any machine. */
const usualRate = 100;

/** Milliseconds between checks for new files. */
const pause = 1_000;

/** Maximum rows in memory: several hours at the default rate. */
const maxRows = 2_000_000;

/** Delay in seconds above which the page highlights it: several batching windows. */
const lateFrom = 15;

/** Sends traffic until the signal is aborted, and shows the records that arrive in the lake in the explorer. */
export async function watch(
  records: Records,
  options: StartOptions,
  pipeline: LocalPipeline,
  lakeFolder: string,
  signal: AbortSignal,
): Promise<void> {
  const folder = join(lakeFolder, rawPrefix);
  mkdirSync(folder, { recursive: true });
  const quarantine = new QuarantineCount(lakeFolder);
  const alarms = new LiveAlarms(pipeline.endpoints, readAlarms(pipeline, signal));
  let sent = 0;
  const strip = () => {
    const { to, rows } = source.span();
    const { FailedInvokeEventCount, DroppedEventCount, OnFailureDestinationDeliveredEventCount } =
      pipeline.eventSource.counts;
    const quarantined = quarantine.read();
    const delay = rows === 0 ? 0 : Math.max(0, (Date.now() - to) / 1_000);
    const givenUp = DroppedEventCount + OnFailureDestinationDeliveredEventCount;
    return [
      { label: 'Records sent', value: withCommas(sent), isBad: false },
      { label: 'In the lake', value: withCommas(rows), isBad: false },
      { label: 'Quarantined', value: withCommas(quarantined), isBad: quarantined > 0 },
      { label: 'Delay', value: `${delay.toFixed(1)} s`, isBad: delay > lateFrom },
      {
        label: 'Failed and retried',
        value: withCommas(FailedInvokeEventCount),
        isBad: FailedInvokeEventCount > 0,
      },
      { label: 'Given up', value: withCommas(givenUp), isBad: givenUp > 0 },
      alarms.strip(Date.now()),
    ];
  };
  const source: FolderSource = await FolderSource.open({
    folder,
    name: 'npm start',
    kind: 'live',
    maxRows,
    strip: () => strip(),
  });
  const server = await startExplorerServer({ source });
  try {
    output.lines([server.url, 'Traffic continues until you press Ctrl-C.']);
    if (pipeline.aws) output.lines(['', ...describeAccess(pipeline.aws.url)]);
    if (options.open) openBrowser(server.url);
    const traffic = sendEndlessly({
      kinesis: pipeline.kinesis,
      streamName: pipeline.streamName,
      lines: records.lines,
      fields: records.layouts[0].fields,
      rate: options.rate ?? usualRate,
      signal,
      onProgress(count) {
        sent = count;
      },
    });
    while (!signal.aborted) {
      await source.refresh();
      await setTimeout(pause, undefined, { signal }).catch(() => {});
    }
    await traffic;
  } finally {
    await server.close();
    await source.close();
    await alarms.stop();
  }
  output.line(`The lake's files remain in ${lakeFolder}`);
}
