import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { quarantinePrefix } from '../../core/lake/keys.ts';
import { parseQuarantine } from '../../core/lake/quarantine.ts';

/** Counts quarantined records of a growing lake. Reads each file only once. */
export class QuarantineCount {
  readonly #folder: string;
  readonly #byFile = new Map<string, number>();

  /** @param lakeFolder folder of the lake */
  constructor(lakeFolder: string) {
    this.#folder = join(lakeFolder, quarantinePrefix);
  }

  /** Returns the current number of records in quarantine. */
  read(): number {
    for (const file of globSync('**/*.ndjson.gz', { cwd: this.#folder })) {
      if (this.#byFile.has(file)) continue;
      this.#byFile.set(file, parseQuarantine(readFileSync(join(this.#folder, file))).length);
    }
    return [...this.#byFile.values()].reduce((sum, count) => sum + count, 0);
  }
}
