import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { findJava } from '../harness/java.ts';
import { runCommandLine } from '../terminal/commandLine.ts';
import { output } from '../terminal/printer.ts';
import { runCommand } from '../terminal/runCommand.ts';
import { proveChanges } from './checks/proveChanges.ts';
import { proveExplanations } from './checks/proveExplanations.ts';
import { proveQueries } from './checks/proveQueries.ts';
import { proveRedeployment } from './checks/proveRedeployment.ts';
import { proveUpgrade } from './checks/proveUpgrade.ts';
import { proveControls } from './faults/proveControls.ts';
import { proveFaults } from './faults/proveFaults.ts';
import { readDeployment } from './lake/deployment.ts';
import { measureSizes } from './measure/measureSizes.ts';
import { findTrino, javaOfTrino, trinoVersion } from './server/artifact.ts';
import { TrinoServer } from './server/trinoServer.ts';
import { Session } from './session.ts';
import { type Part, parts, type TrinoOptions, trinoCommand } from './trinoOptions.ts';

const proofs: Readonly<Record<Part, (session: Session) => Promise<void>>> = {
  queries: proveQueries,
  explanations: proveExplanations,
  changes: proveChanges,
  upgrade: proveUpgrade,
  redeployment: proveRedeployment,
  faults: proveFaults,
  controls: proveControls,
  sizes: measureSizes,
};

await runCommand(async (signal) => {
  await runCommandLine(
    trinoCommand((options) => prove(options, signal)),
    process.argv.slice(2),
  );
});

async function prove(options: TrinoOptions, signal: AbortSignal): Promise<void> {
  const startedAt = performance.now();
  const java = findJava(javaOfTrino, process.env);
  const trino = findTrino(process.env, (cache) =>
    output.line(`Downloading Trino ${trinoVersion} (821 MB) into ${cache}`),
  );
  const folder = mkdtempSync(join(tmpdir(), 'realtime-logs-trino-'));
  const lakeFolder = join(folder, 'lakes');
  const server = await TrinoServer.prepare({ java, trino, folder, lakeFolder });
  const instance = await DuckDBInstance.create(':memory:');
  try {
    output.line(`Synthesizing the stack, starting Trino ${trinoVersion} with ${java}`);
    const deployment = await readDeployment();
    await server.start(signal);
    const connection = await instance.connect();
    const session = new Session({ options, server, deployment, connection, lakeFolder, signal });
    for (const part of parts.filter((each) => options.only === undefined || options.only === each)) {
      output.lines(['', part]);
      await proofs[part](session);
    }
    const minutes = ((performance.now() - startedAt) / 60_000).toFixed(1);
    output.lines(['', `${session.checks} checks in ${minutes} minutes, ${session.wrong.length} failed`]);
    if (session.wrong.length > 0)
      throw new Error(`The proof failed: ${session.wrong.slice(0, 5).join('; ')}`);
  } finally {
    await server.stop();
    instance.closeSync();
    rmSync(folder, { recursive: true, force: true });
  }
}
