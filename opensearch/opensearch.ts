import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { findJava } from '../harness/java.ts';
import { runCommandLine } from '../terminal/commandLine.ts';
import { output } from '../terminal/printer.ts';
import { runCommand } from '../terminal/runCommand.ts';
import { proveDeliveries } from './checks/proveDeliveries.ts';
import { findOpenSearch, javaOfOpenSearch, openSearchVersion } from './node/artifacts.ts';
import { NodeProcess } from './node/nodeProcess.ts';

await runCommand(async (signal) => {
  await runCommandLine(
    new Command('npm run opensearch --')
      .description(
        'Starts an OpenSearch node, delivers example and unusual records to it directly and with an emulated delivery ' +
          'stream, and compares counts, groups, and sums with the lake, which DuckDB reads.',
      )
      .addHelpText(
        'after',
        `
Requires Java 11 to 23 (in JAVA_HOME or a usual folder) and Maven, which downloads OpenSearch ${openSearchVersion} once,
into ~/.cache/cfrl-opensearch. Exits with status 1 if something differs, and with 2 if Java or OpenSearch is missing.`,
      )
      .action(() => prove(signal)),
    process.argv.slice(2),
  );
});

async function prove(signal: AbortSignal): Promise<void> {
  const startedAt = performance.now();
  const java = findJava(javaOfOpenSearch, process.env);
  const jars = findOpenSearch(process.env, (cache) =>
    output.line(`Downloading OpenSearch ${openSearchVersion} (45 MB) into ${cache}`),
  );
  const folder = mkdtempSync(join(tmpdir(), 'realtime-logs-opensearch-'));
  output.line(`Starting OpenSearch ${openSearchVersion} with ${java}`);
  let started: NodeProcess | undefined;
  try {
    started = await NodeProcess.start(
      { java, jars, folder: mkdtempSync(join(tmpdir(), 'opensearch-node-')) },
      signal,
    );
    const wrong = await proveDeliveries(started.node, folder, signal);
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    output.lines(['', `${seconds} s, ${wrong.length} differences`]);
    if (wrong.length > 0) throw new Error(`The comparison failed: ${wrong.slice(0, 3).join('; ')}`);
  } finally {
    await started?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
