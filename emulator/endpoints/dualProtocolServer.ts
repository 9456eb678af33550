import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import {
  createServer as createHttp2Server,
  type Http2ServerRequest,
  type Http2ServerResponse,
} from 'node:http2';
import { type AddressInfo, createServer, type Socket } from 'node:net';

type Request = IncomingMessage | Http2ServerRequest;
type Listener = (request: Request, response: ServerResponse | Http2ServerResponse) => void;

/** The first bytes of every HTTP/2 connection, RFC 9113, section 3.4. */
const http2Preface = 'PRI * HTTP/2.0';

/** Bytes that a client may send on a connection before the server acknowledges them. */
const http2WindowBytes = 16 * 1024 * 1024;

/** A server that supports HTTP/1.1 and unencrypted HTTP/2 on the same port. */
export interface DualProtocolServer {
  readonly port: number;
  /** Closes the connection of a request, so that the client sees a connection reset. */
  reset(request: Request): void;
  close(): Promise<void>;
}

/**
 * Listens on 127.0.0.1, and detects the protocol of each connection by its first bytes.
 *
 * This is necessary because the SDK's Kinesis client always uses HTTP/2, and its other clients use HTTP/1.1.
 */
export async function listen(port: number, listener: Listener): Promise<DualProtocolServer> {
  const http = createHttpServer({ keepAliveTimeout: 120_000 }, listener);
  const http2 = createHttp2Server({ settings: { initialWindowSize: http2WindowBytes } }, listener);
  http2.on('session', (session) => session.setLocalWindowSize(http2WindowBytes));
  http2.on('sessionError', () => {});
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.once('readable', () => {
      const start = socket.read() as Buffer | null;
      if (start === null) return;
      socket.unshift(start);
      const isHttp2 = start.toString('latin1', 0, http2Preface.length) === http2Preface;
      (isHttp2 ? http2 : http).emit('connection', socket);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });

  return {
    port: (server.address() as AddressInfo).port,
    reset(request) {
      if ('stream' in request) request.stream.session?.destroy();
      else request.socket.resetAndDestroy();
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
