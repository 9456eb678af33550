// biome-ignore lint/suspicious/noExplicitAny: OpenSearch's responses have many forms.
type Json = any;

/** Client for a local OpenSearch node, over HTTP without authorization. */
export class OpenSearchNode {
  readonly url: string;
  /** Version, such as `2.19.6`. */
  readonly version: string;

  private constructor(url: string, version: string) {
    this.url = url;
    this.version = version;
  }

  /**
   * Connects to a node, and reads its version.
   *
   * @returns undefined if the server at this URL isn't OpenSearch
   * @throws Error if no server answers
   */
  static async find(url: string, signal?: AbortSignal): Promise<OpenSearchNode | undefined> {
    const base = url.replace(/\/$/, '');
    const timeout = AbortSignal.timeout(10_000);
    const response = await fetch(base, { signal: signal ? AbortSignal.any([signal, timeout]) : timeout });
    const text = await response.text();
    const { distribution, number } = parse(text)?.version ?? {};
    return distribution === 'opensearch' ? new OpenSearchNode(base, String(number)) : undefined;
  }

  /** Creates or replaces an index template. */
  async putTemplate(name: string, template: object): Promise<void> {
    await this.#ask('PUT', `/_index_template/${name}`, template);
  }

  /** Refreshes the indices, so that all written documents are visible, and counts their documents. */
  async count(indices: string): Promise<number> {
    await this.#ask('POST', `/${indices}/_refresh?ignore_unavailable=true`);
    const { count } = await this.#ask('GET', `/${indices}/_count?ignore_unavailable=true`);
    return Number(count);
  }

  /** Runs a search, and returns its response. */
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
    throw new Error(`OpenSearch returned status ${response.status} for ${method} ${path}: ${text}`);
  }
}

function parse(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
