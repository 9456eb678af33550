import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import { type DualProtocolServer, listen } from './dualProtocolServer.ts';
import type { FaultHook } from './faultHook.ts';
import { ServiceError } from './serviceError.ts';

/** A received request with its complete body. */
export interface EndpointRequest {
  readonly method: string;
  /** Path and query, still percent-encoded. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A response. `content-length` and the request id are added when it is sent. */
export interface EndpointResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
}

/** The API call that a request contains. */
export interface EndpointCall {
  /** AWS's name of the operation. */
  readonly operation: string;
  /** The resource of the call, for fault points. */
  readonly resource?: string | undefined;
  /** Performs the call. */
  perform(): EndpointResponse | Promise<EndpointResponse>;
}

/** The protocol and operations of an AWS service. */
export interface EndpointService {
  /** Name of the service in fault points. */
  readonly name: string;
  /** Reads a request, or throws a {@link ServiceError}. */
  route(request: EndpointRequest): EndpointCall;
  /** Writes an error in the service's protocol. */
  refuse(error: ServiceError): EndpointResponse;
}

/** Options of every local endpoint. */
export interface EndpointOptions {
  /** The port on 127.0.0.1. @default 0, any free port */
  readonly port?: number | undefined;
  /** Makes calls fail, for tests of error handling. @default none */
  readonly fault?: FaultHook | undefined;
}

/** A running endpoint. */
export interface Endpoint {
  /** Address for the client setting `endpoint`. An IP address, so that S3 clients choose path style. */
  readonly url: string;
  /** Number of received calls by operation, including rejected calls. */
  readonly calls: ReadonlyMap<string, number>;
  /** Stops the server and closes all connections. */
  close(): Promise<void>;
}

type Request = IncomingMessage | Http2ServerRequest;
type Response = ServerResponse | Http2ServerResponse;

/** Serves one AWS service on 127.0.0.1 over HTTP/1.1 and HTTP/2. */
export async function startEndpoint(
  service: EndpointService,
  options: EndpointOptions = {},
): Promise<Endpoint> {
  const calls = new Map<string, number>();
  const server: DualProtocolServer = await listen(options.port ?? 0, (request, response) => {
    answer(request)
      .then((result) => (result === 'reset' ? server.reset(request) : send(response, result)))
      .catch(() => server.reset(request));
  });

  async function answer(request: Request): Promise<EndpointResponse | 'reset'> {
    const body = await readBody(request);
    const { method = '', url = '', headers } = request;
    try {
      const call = service.route({ method, url, headers, body });
      const count = (calls.get(call.operation) ?? 0) + 1;
      calls.set(call.operation, count);
      if (await fails('before', call, count)) return 'reset';
      const response = await call.perform();
      return (await fails('after', call, count)) ? 'reset' : response;
    } catch (error) {
      return service.refuse(toServiceError(error));
    }
  }

  /** Returns whether to reset the connection; throws if the fault is an error. */
  async function fails(
    stage: 'before' | 'after',
    { operation, resource }: EndpointCall,
    call: number,
  ): Promise<boolean> {
    const fault = await options.fault?.({ service: service.name, operation, resource, stage, call });
    if (fault && 'refuse' in fault) {
      const { status, code, message = 'Rejected by the fault hook.' } = fault.refuse;
      throw new ServiceError(code, message, { status });
    }
    return fault !== undefined;
  }

  return { url: `http://127.0.0.1:${server.port}`, calls, close: () => server.close() };
}

async function readBody(request: Request): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
}

function send(response: Response, { status, headers, body = '' }: EndpointResponse): void {
  const writable = response as ServerResponse;
  writable.writeHead(status, {
    'content-length': String(Buffer.byteLength(body)),
    'x-amzn-requestid': randomUUID(),
    ...headers,
  });
  writable.end(body);
}

function toServiceError(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  return new ServiceError('InternalFailure', `The local endpoint failed: ${error}`, { status: 500 });
}
