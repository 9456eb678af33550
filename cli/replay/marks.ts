import { createHash } from 'node:crypto';
import { replayedPrefix } from '../../core/lake/keys.ts';
import type { Layout } from '../../core/layouts/layout.ts';
import { printFields } from '../../core/layouts/layoutsDocument.ts';
import type { ListedObject, S3Objects } from './s3Objects.ts';

/** The mark of a replayed object. */
export interface Mark {
  /** When the replayed object was written. A mark doesn't apply to a later object with the same key. */
  readonly lastModified: string;
  /** Fingerprint of the layouts that were known at the replay. */
  readonly layouts: string;
  /** Number of records in the object. */
  readonly records: number;
  /** Number of rows restored from the object. */
  readonly rows: number;
  /** Number of records that couldn't be read. */
  readonly unreadable: number;
}

/**
 * Stores which objects were replayed, as small objects in the lake's bucket. The replayed objects don't change, so a
 * replay only needs permission to read them. A mark is written after all rows of the object are in the lake. If the mark
 * is missing, the next replay writes the same files again.
 */
export class Marks {
  readonly #lake: S3Objects;
  readonly #marked: ReadonlySet<string>;

  private constructor(lake: S3Objects, marked: ReadonlySet<string>) {
    this.#lake = lake;
    this.#marked = marked;
  }

  /** Finds the marks of objects whose keys start with a prefix. */
  static async find(lake: S3Objects, prefix: string): Promise<Marks> {
    const marks = await lake.list(replayedPrefix + prefix);
    return new Marks(lake, new Set(marks.map(({ key }) => key.slice(replayedPrefix.length))));
  }

  /** Whether an object has a mark. */
  has(key: string): boolean {
    return this.#marked.has(key);
  }

  /** Reads the mark of this version of an object; undefined if it has none. */
  async read({ key, lastModified }: ListedObject): Promise<Mark | undefined> {
    if (!this.has(key)) return undefined;
    const mark = parseMark((await this.#lake.get(replayedPrefix + key)).toString());
    return mark?.lastModified === lastModified ? mark : undefined;
  }

  async put(key: string, mark: Mark): Promise<void> {
    const text = `${JSON.stringify(mark)}\n`;
    await this.#lake.put(replayedPrefix + key, Buffer.from(text), 'application/json');
  }
}

/** Parses a mark. If it can't be parsed, it counts as missing, and the object is replayed again. */
function parseMark(text: string): Mark | undefined {
  try {
    return JSON.parse(text) as Mark;
  } catch {
    return undefined;
  }
}

const digits = 16;

/** Returns a hash that identifies a set of layouts, regardless of their order and age. */
export function fingerprint(layouts: readonly Layout[]): string {
  const fields = layouts.map((layout) => printFields(layout.fields)).sort();
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex').slice(0, digits);
}
