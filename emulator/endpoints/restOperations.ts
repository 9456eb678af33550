import type { EndpointCall, EndpointRequest, EndpointResponse } from './endpoint.ts';
import { ServiceError } from './serviceError.ts';

/** An operation of a REST API. */
export interface RestOperation {
  readonly name: string;
  /** Matches method and path, without the query string. Its groups are the parameters. */
  readonly pattern: RegExp;
  readonly perform: (
    parameters: readonly string[],
    request: EndpointRequest,
  ) => EndpointResponse | Promise<EndpointResponse>;
}

/**
 * Finds the operation of a request.
 *
 * @param service name of the service in messages
 * @param code error code for unknown operations
 * @throws ServiceError with status 501 if the service has no such operation
 */
export function findOperation(
  operations: readonly RestOperation[],
  request: EndpointRequest,
  { service, code }: { readonly service: string; readonly code: string },
): EndpointCall {
  const [path = ''] = request.url.split('?');
  for (const { name, pattern, perform } of operations) {
    const found = pattern.exec(`${request.method} ${path}`);
    if (found === null) continue;
    const parameters = found.slice(1).map(decodeURIComponent);
    return { operation: name, perform: () => perform(parameters, request) };
  }
  const message = `${request.method} ${path} is not emulated by the local ${service}.`;
  throw new ServiceError(code, message, { status: 501 });
}
