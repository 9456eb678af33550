import type { EndpointCall, EndpointRequest, EndpointService } from './endpoint.ts';
import { ServiceError } from './serviceError.ts';

/** Services by their signing names, such as `monitoring` for CloudWatch. */
export type GatewayServices = Readonly<Record<string, EndpointService>>;

/** Services by the prefix of `X-Amz-Target`, for unsigned requests. */
const targets: Readonly<Record<string, string>> = {
  Kinesis_20131202: 'kinesis',
  GraniteServiceVersion20100801: 'monitoring',
  AmazonAthena: 'athena',
  TrentService: 'kms',
};

/**
 * Creates one endpoint for all services, for use as `AWS_ENDPOINT_URL`. Each request is routed to the service
 * that it is signed for. Requests to services that aren't emulated are rejected.
 */
export function gatewayService(services: GatewayServices): EndpointService {
  const fallback = services['s3'];
  const refusing = new WeakMap<ServiceError, EndpointService>();

  function recordOwner<T>(service: EndpointService, action: () => T): T {
    try {
      return action();
    } catch (error) {
      if (error instanceof ServiceError) refusing.set(error, service);
      throw error;
    }
  }

  return {
    name: 'gateway',
    route(request): EndpointCall {
      const name = serviceNameOf(request);
      const service = services[name];
      if (service === undefined) {
        throw new ServiceError(
          'NotEmulated',
          `The local AWS does not emulate '${name}'. It emulates ${Object.keys(services).join(', ')}.`,
          { status: 501 },
        );
      }
      const call = recordOwner(service, () => service.route(request));
      return {
        ...call,
        perform: () =>
          Promise.resolve(recordOwner(service, () => call.perform())).catch((error) => {
            if (error instanceof ServiceError) refusing.set(error, service);
            throw error;
          }),
      };
    },
    refuse(error) {
      const service = refusing.get(error);
      if (service !== undefined) return service.refuse(error);
      if (error.code !== 'NotEmulated') return fallback.refuse(error);
      const body = JSON.stringify({ __type: error.code, message: error.message });
      return { status: error.status, headers: { 'x-amzn-errortype': error.code }, body };
    },
  };
}

function serviceNameOf({ headers }: EndpointRequest): string {
  const target = String(headers['x-amz-target'] ?? '');
  const signed = /Credential=[^/,\s]+\/\d{8}\/[^/]+\/([^/]+)\/aws4_request/.exec(
    headers.authorization ?? '',
  )?.[1];
  return signed ?? targets[target.slice(0, target.indexOf('.'))] ?? 's3';
}
