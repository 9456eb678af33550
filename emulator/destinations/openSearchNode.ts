// biome-ignore lint/suspicious/noExplicitAny: answers of OpenSearch have many forms.
type Json = any;

/** A node of OpenSearch, asked over HTTP without authorization, as one on this machine allows. */
export class OpenSearchNode {
  readonly url: string;
  /** Such as `2.19.6`. */
  readonly version: string;

  private constructor(url: string, version: string) {
    this.url = url;
    this.version = version;
  }

  /**
   * Finds out whether a node answers at a URL.
   *
   * @returns undefined if something else answers
   * @throws Error if nothing answers
   */
  static async find(url: string, signal?: AbortSignal): Promise<OpenSearchNode | undefined> {
    const base = url.replace(/\/$/, '');
    const timeout = AbortSignal.timeout(10_000);
    const response = await fetch(base, { signal: signal ? AbortSignal.any([signal, timeout]) : timeout });
    const text = await response.text();
    const { distribution, number } = parse(text)?.version ?? {};
    return distribution === 'opensearch' ? new OpenSearchNode(base, String(number)) : undefined;
  }

  /** Puts an index template. */
  async putTemplate(name: string, template: object): Promise<void> {
    await this.#ask('PUT', `/_index_template/${name}`, template);
  }

  /** Counts the documents of indices, after everything that was written can be found. */
  async count(indices: string): Promise<number> {
    await this.#ask('POST', `/${indices}/_refresh?ignore_unavailable=true`);
    const { count } = await this.#ask('GET', `/${indices}/_count?ignore_unavailable=true`);
    return Number(count);
  }

  /** The answer to a search. */
  async search(indices: string, body: object): Promise<Json> {
    return this.#ask('POST', `/${indices}/_search?ignore_unavailable=true`, body);
  }

  async #ask(method: string, path: string, body?: object): Promise<Json> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    const text = await response.text();
    if (response.ok) return parse(text) ?? {};
    throw new Error(`expected OpenSearch to answer ${method} ${path}, got ${response.status}: ${text}`);
  }
}

function parse(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
