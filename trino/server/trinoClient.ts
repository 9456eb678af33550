import { setTimeout as sleep } from 'node:timers/promises';

/** Statistics of a query, from Trino. */
export interface QueryStatistics {
  readonly splits: number;
  /** Bytes read from files. */
  readonly bytes: number;
  readonly rows: number;
  readonly milliseconds: number;
}

/** Result of a statement. */
export interface Answer {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** Values from Trino's JSON, in the order of the columns. */
  readonly values: readonly (readonly unknown[])[];
  readonly statistics: QueryStatistics;
}

/** Options for running a statement. */
export interface AskOptions {
  readonly schema?: string | undefined;
  readonly cancel?: AbortSignal | undefined;
  /** Session properties: `catalog.name=value`. */
  readonly session?: string | undefined;
}

/** An error of the engine. */
export class TrinoError extends Error {
  override readonly name = 'TrinoError';
}

interface Page {
  readonly id: string;
  readonly nextUri?: string;
  readonly columns?: Answer['columns'];
  readonly data?: readonly (readonly unknown[])[];
  readonly error?: { readonly errorName: string; readonly message: string };
  readonly stats: {
    readonly completedSplits: number;
    readonly physicalInputBytes: number;
    readonly processedRows: number;
    readonly elapsedTimeMillis: number;
  };
}

function headersOf(schema = 'lake'): Record<string, string> {
  return {
    'X-Trino-User': 'cfrl',
    'X-Trino-Catalog': 'hive',
    'X-Trino-Schema': schema,
    'X-Trino-Time-Zone': 'UTC',
    // Without this capability, time types have no precision.
    'X-Trino-Client-Capabilities': 'PARAMETRIC_DATETIME',
  };
}

/** Client for Trino's protocol: posts a statement, and follows the links in the responses. */
export class TrinoClient {
  readonly #address: string;

  constructor(address: string) {
    this.#address = address;
  }

  /** Returns whether the server accepts statements, and has a node that runs them: it accepts statements earlier. */
  async isReady(): Promise<boolean> {
    try {
      const { values } = await this.ask("SELECT count(*) FROM system.runtime.nodes WHERE state = 'active'");
      return Number(values[0]?.[0]) > 0;
    } catch {
      return false;
    }
  }

  /**
   * Runs a statement, and waits for its result.
   *
   * @param options `schema` is the default schema of names; aborting `cancel` cancels the query
   * @throws TrinoError with name and message of the engine's error, or of the connection error
   */
  async ask(sql: string, { cancel, schema, session }: AskOptions = {}): Promise<Answer> {
    let page = await this.#call(`${this.#address}/v1/statement`, {
      method: 'POST',
      body: sql,
      headers: { ...headersOf(schema), ...(session !== undefined && { 'X-Trino-Session': session }) },
    });
    const values: (readonly unknown[])[] = [];
    let columns: Answer['columns'] = [];
    const { id } = page;
    const onCancel = (): void => void this.#cancel(id);
    if (cancel?.aborted) onCancel();
    cancel?.addEventListener('abort', onCancel, { once: true });
    for (;;) {
      if (page.error !== undefined) throw new TrinoError(`${page.error.errorName}: ${page.error.message}`);
      values.push(...(page.data ?? []));
      columns = page.columns ?? columns;
      if (page.nextUri === undefined) break;
      page = await this.#call(page.nextUri, { headers: headersOf(schema) });
    }
    const { stats } = page;
    return {
      columns,
      values,
      statistics: {
        splits: stats.completedSplits,
        bytes: stats.physicalInputBytes,
        rows: stats.processedRows,
        milliseconds: stats.elapsedTimeMillis,
      },
    };
  }

  async #cancel(id: string): Promise<void> {
    await fetch(`${this.#address}/v1/query/${id}`, { method: 'DELETE', headers: headersOf() }).catch(
      () => {},
    );
  }

  async #call(url: string, request: RequestInit): Promise<Page> {
    for (;;) {
      let response: Response;
      try {
        response = await fetch(url, request);
      } catch (error) {
        throw new TrinoError(`no answer from the server: ${String(error)}`);
      }
      if (response.ok) return (await response.json()) as Page;
      // The protocol requires a retry.
      if (![502, 503, 504].includes(response.status))
        throw new TrinoError(`${response.status}: ${(await response.text()).slice(0, 300)}`);
      await sleep(100);
    }
  }
}
