import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { layoutsKey } from '../../core/lake/keys.ts';

/** Replaces S3 and CloudWatch. Accepts every call, and only stores the keys of objects. */
export interface FakeServices {
  readonly url: string;
  /** Keys of the objects that were put, with the bucket as prefix. */
  readonly keys: string[];
  close(): void;
}

/** Starts a replacement whose bucket contains the layouts. */
export async function startServices(layouts: string): Promise<FakeServices> {
  const keys: string[] = [];
  const server = createServer((request, response) => {
    request.resume().on('end', () => answer(request, response, layouts, keys));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    keys,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function answer(request: IncomingMessage, response: ServerResponse, layouts: string, keys: string[]): void {
  const { method, url = '' } = request;
  const path = decodeURIComponent(url.split('?')[0]).slice(1);
  if (method === 'PUT') keys.push(path);
  if (method === 'POST') response.setHeader('content-type', 'application/x-amz-json-1.0').end('{}');
  else response.end(method === 'GET' && path.endsWith(layoutsKey) ? layouts : '');
}
