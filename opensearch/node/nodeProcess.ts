import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chownSync,
  copyFileSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { OpenSearchNode } from '../../emulator/destinations/openSearchNode.ts';
import { findFreePort } from '../../harness/freePort.ts';
import { isOfModule, nodeFiles } from './nodeFiles.ts';

/** Maximum seconds until a node responds. */
const startSeconds = 180;

/**
 * Id of the user `nobody`. If this program runs as root, the node runs as `nobody`, because OpenSearch
 * refuses to run as root.
 */
const nobody = 65_534;

/** Options of a node. */
export interface NodeOptions {
  /** Home folder of Java. */
  readonly java: string;
  /** Folder with the jars. */
  readonly jars: string;
  /** Home folder of the node. Removed when the node is stopped. */
  readonly folder: string;
}

/** An OpenSearch node on the loopback interface. */
export class NodeProcess {
  readonly node: OpenSearchNode;
  readonly #child: ChildProcess;
  readonly #folder: string;

  private constructor(node: OpenSearchNode, child: ChildProcess, folder: string) {
    this.node = node;
    this.#child = child;
    this.#folder = folder;
  }

  /**
   * Starts a node, and waits until it responds.
   *
   * @throws Error with the end of its log if it doesn't start
   */
  static async start({ java, jars, folder }: NodeOptions, signal: AbortSignal): Promise<NodeProcess> {
    const [http, transport] = [await findFreePort(), await findFreePort()];
    writeHome(folder, jars, nodeFiles({ http, transport }));
    const asNobody = process.getuid?.() === 0;
    if (asNobody) changeOwner(nobody, folder);
    const logFile = join(folder, 'node.log');
    const log = openSync(logFile, 'a');
    const child = spawn(
      join(java, 'bin/java'),
      [
        '-Xms512m',
        '-Xmx512m',
        '-Djava.security.manager=allow',
        `-Djava.io.tmpdir=${join(folder, 'tmp')}`,
        `-Dopensearch.path.home=${folder}`,
        `-Dopensearch.path.conf=${join(folder, 'config')}`,
        '-cp',
        join(folder, 'lib/*'),
        'org.opensearch.bootstrap.OpenSearch',
      ],
      { cwd: folder, stdio: ['ignore', log, log], ...(asNobody && { uid: nobody, gid: nobody }) },
    );
    const kill = () => child.kill('SIGKILL');
    process.once('exit', kill);
    child.once('exit', () => process.off('exit', kill));
    try {
      const node = await waitForNode(`http://127.0.0.1:${http}`, child, logFile, signal);
      return new NodeProcess(node, child, folder);
    } catch (error) {
      await end(child);
      throw error;
    }
  }

  /** Stops the node and removes its files. */
  async stop(): Promise<void> {
    await end(this.#child);
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function writeHome(folder: string, jars: string, files: Readonly<Record<string, string>>): void {
  for (const name of ['lib', 'plugins', 'data', 'logs', 'tmp'])
    mkdirSync(join(folder, name), { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  // Copied, because another user may not be able to read the cache.
  for (const jar of readdirSync(jars)) {
    copyFileSync(join(jars, jar), join(folder, isOfModule(jar) ? 'modules/transport-netty4' : 'lib', jar));
  }
}

function changeOwner(user: number, folder: string): void {
  chownSync(folder, user, user);
  for (const path of readdirSync(folder, { recursive: true }))
    chownSync(join(folder, String(path)), user, user);
}

async function waitForNode(
  url: string,
  child: ChildProcess,
  logFile: string,
  signal: AbortSignal,
): Promise<OpenSearchNode> {
  const end = Date.now() + startSeconds * 1000;
  for (;;) {
    const node = await OpenSearchNode.find(url, signal).catch(() => undefined);
    if (node !== undefined) return node;
    signal.throwIfAborted();
    if (child.exitCode !== null || child.signalCode !== null || Date.now() > end) {
      throw new Error(`OpenSearch did not start: ${readFileSync(logFile, 'utf8').trim().slice(-1000)}`);
    }
    await sleep(500);
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
