import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import type { Random } from '../../harness/random.ts';
import type { Tally } from '../faults/tally.ts';

/** A document of a bulk request. */
interface BulkDocument {
  /** Index and id, joined by a slash. */
  readonly place: string;
  readonly text: string;
}

/** A way in which a receiver fails a bulk request. */
interface ReceiverFault {
  readonly name: string;
  /** Returns how many of the documents are accepted. */
  readonly takes: (documents: number) => number;
  /**
   * Status of the response. `close` closes the connection. `items` returns a status for each document, 429
   * for rejected ones.
   */
  readonly answers: number | 'close' | 'items' | 'too few items' | 'late';
}

const none = () => 0;
const all = (documents: number) => documents;
const half = (documents: number) => Math.floor(documents / 2);

const faults: readonly ReceiverFault[] = [
  { name: 'receiver busy: 429', takes: none, answers: 429 },
  { name: 'receiver fails: 500', takes: none, answers: 500 },
  { name: 'receiver takes all and answers 500', takes: all, answers: 500 },
  { name: 'receiver takes half and answers 503', takes: half, answers: 503 },
  { name: 'request too large: 413', takes: none, answers: 413 },
  { name: 'receiver has no room for half', takes: half, answers: 'items' },
  { name: 'answer without all documents', takes: all, answers: 'too few items' },
  { name: 'connection closed before the documents are taken', takes: none, answers: 'close' },
  { name: 'connection closed after the documents are taken', takes: all, answers: 'close' },
  { name: 'answer comes late', takes: all, answers: 'late' },
];

/** A fake OpenSearch that accepts bulk requests, and fails at random, depending on the seed. */
export class FaultyReceiver {
  /** Texts of the documents by index and id, such as `requests-2026-11-20/abc`, one text per delivery. */
  readonly taken = new Map<string, string[]>();
  /** Probability that a request has a fault. */
  faultRate = 0;
  readonly #random: Random;
  readonly #tally: Tally;
  readonly #server = createServer((request, response) => {
    this.#answer(request, response).catch(() => request.destroy());
  });

  constructor(random: Random, tally: Tally) {
    this.#random = random;
    this.#tally = tally;
  }

  /** Starts listening on 127.0.0.1, and returns the URL. */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const documents = readBulk(gunzipSync(Buffer.concat(parts)).toString());
    const fault = this.#random.happens(this.faultRate) ? this.#random.pick(faults) : undefined;
    // A request with one document is never too large.
    if (fault === undefined || (fault.answers === 413 && documents.length === 1)) {
      this.#take(documents);
      response.end(items(documents.length, documents.length));
      return;
    }
    this.#tally.add(fault.name);
    const taken = fault.takes(documents.length);
    this.#take(documents.slice(0, taken));
    if (fault.answers === 'close') request.destroy();
    else if (typeof fault.answers === 'number') response.writeHead(fault.answers).end();
    else {
      if (fault.answers === 'late') await setTimeout(this.#random.below(200));
      response.end(items(taken, documents.length - (fault.answers === 'too few items' ? 1 : 0)));
    }
  }

  #take(documents: readonly BulkDocument[]): void {
    for (const { place, text } of documents) {
      this.taken.set(place, [...(this.taken.get(place) ?? []), text]);
    }
  }
}

function readBulk(text: string): BulkDocument[] {
  const lines = text.trimEnd().split('\n');
  return lines
    .filter((_, place) => place % 2 === 0)
    .map((action, number) => {
      const { _index: index, _id: id } = JSON.parse(action).index;
      return { place: `${index}/${id}`, text: lines[number * 2 + 1] };
    });
}

/** Returns the response to a bulk request: the first documents are accepted, the others rejected with 429. */
function items(taken: number, count: number): string {
  return JSON.stringify({
    items: Array.from({ length: count }, (_, place) => ({ index: { status: place < taken ? 201 : 429 } })),
  });
}
