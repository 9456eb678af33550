import { gunzipSync } from 'node:zlib';
import type { EndpointCall, EndpointRequest, EndpointResponse, EndpointService } from './endpoint.ts';
import { ServiceError } from './serviceError.ts';

/**
 * An operation of an AWS JSON service. It receives the members of the input, and returns the members of the
 * output, or undefined for an empty body.
 *
 * @param bytes size of the input as JSON, after decompression
 */
export type AwsJsonOperation = (input: never, bytes: number) => unknown;

/** Options of an AWS JSON service. */
export interface AwsJsonServiceOptions {
  readonly name: string;
  /** Protocol version, which is part of the content type. */
  readonly version: '1.0' | '1.1';
  /** The part before the dot in the header `X-Amz-Target`. */
  readonly targetPrefix: string;
  readonly operations: Readonly<Record<string, AwsJsonOperation>>;
}

/** Creates a service that reads requests and writes responses in the AWS JSON protocol. */
export function awsJsonService(options: AwsJsonServiceOptions): EndpointService {
  const contentType = { 'content-type': `application/x-amz-json-${options.version}` };
  return {
    name: options.name,
    route: (request) => routeTarget(options, request, contentType),
    refuse({ code, message, status, queryCode }) {
      const queryError = queryCode ? { 'x-amzn-query-error': `${queryCode};Sender` } : {};
      return {
        status,
        headers: { ...contentType, 'x-amzn-errortype': code, ...queryError },
        body: JSON.stringify({ __type: code, message }),
      };
    },
  };
}

function routeTarget(
  { targetPrefix, operations, name }: AwsJsonServiceOptions,
  request: EndpointRequest,
  headers: Record<string, string>,
): EndpointCall {
  const target = String(request.headers['x-amz-target'] ?? '');
  const operation = target.slice(target.indexOf('.') + 1);
  if (!target.startsWith(`${targetPrefix}.`) || !Object.hasOwn(operations, operation)) {
    throw new ServiceError(
      'UnknownOperationException',
      `The local ${name} endpoint supports ${Object.keys(operations).join(', ')}, got '${target}'.`,
    );
  }
  return {
    operation,
    async perform(): Promise<EndpointResponse> {
      const json = inflate(request);
      const output = await operations[operation](parse(json) as never, json.length);
      return { status: 200, headers, body: output === undefined ? '' : JSON.stringify(output) };
    },
  };
}

function inflate({ headers, body }: EndpointRequest): Buffer {
  try {
    return headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
  } catch (error) {
    throw new ServiceError(
      'SerializationException',
      `Expected a gzip-compressed body, as in the header: ${error}.`,
    );
  }
}

function parse(json: Buffer): unknown {
  try {
    return JSON.parse(json.toString('utf8'));
  } catch (error) {
    throw new ServiceError('SerializationException', `Expected a JSON body: ${error}.`);
  }
}
