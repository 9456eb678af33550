import { createHash } from 'node:crypto';
import { replayedPrefix } from '../../core/lake/keys.ts';
import type { Layout } from '../../core/layouts/layout.ts';
import { printFields } from '../../core/layouts/layoutsDocument.ts';
import type { ListedObject, S3Objects } from './s3Objects.ts';

/** The mark on an object that was replayed. */
export interface Mark {
  /** When the replayed object was written. A later object with the same key is a different one. */
  readonly lastModified: string;
  /** The layouts that were known, see `fingerprint`. */
  readonly layouts: string;
  /** Records in the object. */
  readonly records: number;
  /** Rows made from them. */
  readonly rows: number;
  /** Records that couldn't be read. */
  readonly unreadable: number;
}

/**
 * Stores which objects were replayed, as small objects in the lake's bucket. The replayed objects themselves
 * aren't changed, so a replay only needs permission to read them. A mark is put after all rows of its object
 * are in the lake. Without a mark, the next replay writes the same files again.
 */
export class Marks {
  readonly #lake: S3Objects;
  readonly #marked: ReadonlySet<string>;

  private constructor(lake: S3Objects, marked: ReadonlySet<string>) {
    this.#lake = lake;
    this.#marked = marked;
  }

  /** Finds the marks on objects whose keys begin with a prefix. */
  static async find(lake: S3Objects, prefix: string): Promise<Marks> {
    const marks = await lake.list(replayedPrefix + prefix);
    return new Marks(lake, new Set(marks.map(({ key }) => key.slice(replayedPrefix.length))));
  }

  /** Whether an object has a mark. */
  has(key: string): boolean {
    return this.#marked.has(key);
  }

  /** The mark on this version of an object; undefined if it has none. */
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

/** A mark that can't be read counts as missing: the object is replayed once more. */
function parseMark(text: string): Mark | undefined {
  try {
    return JSON.parse(text) as Mark;
  } catch {
    return undefined;
  }
}

const digits = 16;

/** Identifies a set of layouts. Their order and age don't matter. */
export function fingerprint(layouts: readonly Layout[]): string {
  const fields = layouts.map((layout) => printFields(layout.fields)).sort();
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex').slice(0, digits);
}
