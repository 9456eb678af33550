/**
 * Limits the bytes that Athena may scan for one purpose: a command, or a session of the page. Queries that share a
 * budget are stopped as soon as they have scanned more than the limit in total, and no other query can start.
 */
export class ScanBudget {
  /** Bytes; infinite if there is no limit. */
  readonly limitBytes: number;
  readonly #scanned = new Map<string, number>();

  constructor(limitBytes = Number.POSITIVE_INFINITY) {
    this.limitBytes = limitBytes;
  }

  /** Total bytes scanned by all queries. */
  get scannedBytes(): number {
    return this.#scanned.values().reduce((sum, bytes) => sum + bytes, 0);
  }

  /** Records the bytes that a query has scanned until now. */
  note(id: string, scannedBytes: number): void {
    this.#scanned.set(id, scannedBytes);
  }

  /** @throws ScanLimitError if no more may be scanned */
  check(): void {
    if (this.scannedBytes >= this.limitBytes) throw new ScanLimitError(this.scannedBytes, this.limitBytes);
  }
}

/** A query that was stopped, or not started, because the budget is used up. */
export class ScanLimitError extends Error {
  override readonly name = 'ScanLimitError';

  constructor(scannedBytes: number, limitBytes: number) {
    super(
      `expected to scan at most ${gigabytes(limitBytes)}, got ${gigabytes(scannedBytes)}; ` +
        'query less time or fewer columns, or raise the limit',
    );
  }
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toLocaleString('en-US', { maximumFractionDigits: 3 })} GB`;
}
