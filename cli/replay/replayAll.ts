import { failurePrefix, parseFailureObject } from '../../core/aws/failureObject.ts';
import { markOf } from '../../core/lake/compaction/lateMarks.ts';
import { quarantinePrefix } from '../../core/lake/keys.ts';
import type { LakeObject } from '../../core/lake/lakeObject.ts';
import { parseQuarantine, type QuarantineEntry } from '../../core/lake/quarantine.ts';
import type { Layout } from '../../core/layouts/layout.ts';
import { Transform, type TransformSettings } from '../../core/transform.ts';
import { errorSentence } from '../../terminal/errorSentence.ts';
import { cutAtFiles, filePrefixes } from './cutAtFiles.ts';
import { fingerprint, type Mark, Marks } from './marks.ts';
import { type Replayed, Replayer } from './replayer.ts';
import { emptyTally, type ReplayReport, type ReplayTally } from './replayReport.ts';
import type { ListedObject, S3Objects } from './s3Objects.ts';

/** Kinds of objects that can be replayed. */
export type ReplayKind = keyof ReplayReport;

/** Input of a replay. */
export interface ReplaySettings extends Pick<TransformSettings, 'policy' | 'compression'> {
  readonly lake: S3Objects;
  readonly failures: S3Objects;
  readonly layouts: readonly Layout[];
  readonly kinds: readonly ReplayKind[];
  /** Whether to read everything and write nothing. */
  readonly dryRun: boolean;
  /** Called with the number of processed objects, and of all found objects. */
  readonly onProgress: (done: number, found: number) => void;
  /** Ends the replay after the current object. */
  readonly signal: AbortSignal;
}

/**
 * Replays objects that aren't replayed yet: batches in the failure bucket, then quarantined records, which are restored
 * if their layout is known now. Nothing is moved or deleted; replayed objects are marked.
 *
 * @param report updated during the replay, so that it is complete if an error occurs
 * @throws an error of S3; a repeated replay continues where the failed one stopped
 */
export async function replayAll(
  settings: ReplaySettings,
  report: ReplayReport = emptyReport(),
): Promise<ReplayReport> {
  const replay = new Replay(settings);
  if (settings.kinds.includes('batches')) await replay.batches(report.batches);
  if (settings.kinds.includes('quarantine')) await replay.quarantine(report.quarantine);
  return report;
}

/** Returns an empty report. */
export function emptyReport(): ReplayReport {
  return { batches: emptyTally(), quarantine: emptyTally() };
}

class Replay {
  readonly #settings: ReplaySettings;
  readonly #replayer: Replayer;
  readonly #layouts: string;

  constructor(settings: ReplaySettings) {
    this.#settings = settings;
    const { layouts, policy, compression } = settings;
    this.#replayer = new Replayer(new Transform({ layouts, policy, compression }));
    this.#layouts = fingerprint(layouts);
  }

  async batches(tally: ReplayTally): Promise<void> {
    const { failures, lake } = this.#settings;
    const marks = await Marks.find(lake, failurePrefix);
    await this.#replayEach(await failures.list(failurePrefix), tally, {
      bucket: failures,
      marks,
      // Lambda uses a unique key for each object, so the key identifies the object.
      isDone: async ({ key }) => marks.has(key),
      read: (_, body) => {
        const events = parseFailureObject(body.toString());
        return {
          prefixes: filePrefixes(events),
          replay: (files) => this.#replayer.batches(cutAtFiles(events, files)),
        };
      },
    });
  }

  async quarantine(tally: ReplayTally): Promise<void> {
    const { lake } = this.#settings;
    const marks = await Marks.find(lake, quarantinePrefix);
    await this.#replayEach(await lake.list(quarantinePrefix), tally, {
      bucket: lake,
      marks,
      isDone: async (object) => this.#isExhausted(await marks.read(object)),
      read: (key, body) => {
        const entries = readQuarantine(body);
        return { prefixes: [], replay: () => this.#replayer.quarantine(key, entries) };
      },
    });
  }

  /** Whether another replay can't restore more records than the replay that wrote the mark. */
  #isExhausted(mark: Mark | undefined): boolean {
    return mark !== undefined && (mark.unreadable === 0 || mark.layouts === this.#layouts);
  }

  async #replayEach(
    objects: readonly ListedObject[],
    tally: ReplayTally,
    source: ReplaySource,
  ): Promise<void> {
    const { signal, onProgress } = this.#settings;
    tally.found = objects.length;
    for (const [index, object] of objects.entries()) {
      onProgress(index, objects.length);
      signal.throwIfAborted();
      if (await source.isDone(object)) tally.before++;
      else await this.#replayOne(object, tally, source);
    }
  }

  async #replayOne(
    { key, lastModified }: ListedObject,
    tally: ReplayTally,
    { bucket, marks, read }: ReplaySource,
  ): Promise<void> {
    const body = await bucket.get(key);
    const content = tryOrReport(key, tally, () => read(key, body));
    if (content === undefined) return;
    const files = await this.#listFiles(content.prefixes);
    const replayed = tryOrReport(key, tally, () => content.replay(files));
    if (replayed === undefined) return;
    const { objects, records, rows, unreadable } = replayed;
    if (!this.#settings.dryRun) {
      await this.#putAll(objects);
      await marks.put(key, { lastModified, layouts: this.#layouts, records, rows, unreadable });
    }
    tally.replayed++;
    tally.records += records;
    tally.rows += rows;
    tally.unreadable += unreadable;
  }

  async #listFiles(prefixes: readonly string[]): Promise<ReadonlySet<string>> {
    const keys = new Set<string>();
    for (const prefix of prefixes) {
      for (const { key } of await this.#settings.lake.list(prefix)) keys.add(key);
    }
    return keys;
  }

  /** Puts objects, and waits until all puts have ended. If a put fails, the replayed object isn't marked. */
  async #putAll(objects: readonly LakeObject[]): Promise<void> {
    const { lake } = this.#settings;
    const puts = await Promise.allSettled(
      objects.map(({ key, body, contentType }) => lake.put(key, body, contentType)),
    );
    const failed = puts.find((put) => put.status === 'rejected');
    if (failed) throw failed.reason;
    // Marks for the compaction are written after the files, so that a run that reads a mark finds its file.
    for (const { key } of objects) {
      const mark = markOf(key, Date.now());
      if (mark !== undefined) await lake.put(mark, Buffer.alloc(0), 'application/octet-stream');
    }
  }
}

/** Where one kind of objects comes from, and how it is read. */
interface ReplaySource {
  readonly bucket: S3Objects;
  readonly marks: Marks;
  readonly isDone: (object: ListedObject) => Promise<boolean>;
  /** Reads an object. Throws if its content is of another kind. */
  readonly read: (key: string, body: Buffer) => ReadObject;
}

/** The content of an object to replay. */
interface ReadObject {
  /** Key prefixes of existing lake files that the replay needs to know. */
  readonly prefixes: readonly string[];
  /** Replays the content. Throws if it is of another kind. */
  readonly replay: (files: ReadonlySet<string>) => Replayed;
}

/** Adds an object with unexpected content to the report, so that the replay continues with other objects. */
function tryOrReport<T>(key: string, tally: ReplayTally, make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    tally.failures.push({ key, reason: errorSentence(error) });
    return undefined;
  }
}

function readQuarantine(body: Buffer): QuarantineEntry[] {
  let entries: QuarantineEntry[];
  try {
    entries = parseQuarantine(body);
  } catch (error) {
    throw new Error(`expected a quarantine file, got ${errorSentence(error)}`);
  }
  const wrong = entries.findIndex((entry) => !isEntry(entry));
  if (wrong < 0) return entries;
  throw new Error(`expected a quarantine file, got a file whose line ${wrong + 1} is not an entry`);
}

function isEntry({ shardId, sequenceNumber, arrival, data }: Partial<QuarantineEntry>): boolean {
  const areTexts = [shardId, sequenceNumber, arrival, data].every((value) => typeof value === 'string');
  return areTexts && Number.isFinite(Date.parse(arrival as string));
}
