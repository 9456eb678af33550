import { replayedPrefix } from '../../core/lake/keys.ts';
import type { ListedObject, S3Objects } from './s3Objects.ts';

/** What is noted of an object that was replayed. */
export interface Mark {
  /** When the object was written that was replayed. A later one of the same key is another. */
  readonly lastModified: string;
  /** The layouts that were known, see `fingerprint`. */
  readonly layouts: string;
  /** Records of the object. */
  readonly records: number;
  /** Rows that came of them. */
  readonly rows: number;
  /** Records that could not be read. */
  readonly unreadable: number;
}

/**
 * Notes what was replayed, as small objects in the lake's bucket: what is replayed stays untouched, and reading it
 * is all that a replay has to be allowed. A mark is put once everything of its object is in the lake; where it
 * is missing, a repetition writes the same files again.
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

  /** The mark on an object as it stands now, undefined where it has none. */
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

/** A mark that cannot be read counts as none: then the same is replayed once more. */
function parseMark(text: string): Mark | undefined {
  try {
    return JSON.parse(text) as Mark;
  } catch {
    return undefined;
  }
}
