import { arnsOf, type LocalAccount } from '../account.ts';
import type { EndpointService } from './endpoint.ts';
import { ServiceError } from './serviceError.ts';

/** State of the mapping between stream and consumer. */
export interface LocalMapping {
  readonly id: string;
  /** `OK`, or what went wrong with the last batch; undefined before the first one. */
  readonly lastResult: string | undefined;
}

/** A Lambda that describes the consumer and its event source mapping. */
export function lambdaService(account: LocalAccount, mapping: () => LocalMapping): EndpointService {
  const { consumer, stream } = arnsOf(account);
  const answer = (body: unknown) => ({
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return {
    name: 'lambda',
    route({ method, url }) {
      const [path = '', query = ''] = url.split('?');
      const name = /^\/2015-03-31\/functions\/([^/]+)\/configuration$/.exec(path)?.[1];
      if (method === 'GET' && name !== undefined) {
        return {
          operation: 'GetFunctionConfiguration',
          perform() {
            const asked = decodeURIComponent(name);
            if (asked !== account.consumerName && asked !== consumer) {
              throw new ServiceError('ResourceNotFoundException', `Function not found: ${asked}`, {
                status: 404,
              });
            }
            return answer({
              FunctionName: account.consumerName,
              FunctionArn: consumer,
              Runtime: 'nodejs24.x',
              Timeout: 60,
              MemorySize: 1769,
              State: 'Active',
              LastUpdateStatus: 'Successful',
              Environment: { Variables: account.consumerEnvironment },
              LoggingConfig: { LogFormat: 'JSON', LogGroup: `/aws/lambda/${account.consumerName}` },
            });
          },
        };
      }
      if (method === 'GET' && /^\/2015-03-31\/event-source-mappings\/?$/.test(path)) {
        return {
          operation: 'ListEventSourceMappings',
          perform() {
            const source = new URLSearchParams(query).get('EventSourceArn');
            const { id, lastResult } = mapping();
            const found = {
              UUID: id,
              EventSourceArn: stream,
              FunctionArn: consumer,
              State: 'Enabled',
              StateTransitionReason: 'User action',
              ...(lastResult !== undefined && { LastProcessingResult: lastResult }),
            };
            return answer({ EventSourceMappings: source === null || source === stream ? [found] : [] });
          },
        };
      }
      throw new ServiceError(
        'UnknownOperationException',
        `${method} ${path} is not emulated by the local lambda.`,
        {
          status: 501,
        },
      );
    },
    refuse: ({ code, message, status }) => ({
      status,
      headers: { 'content-type': 'application/json', 'x-amzn-errortype': code },
      body: JSON.stringify({ Type: 'User', Message: message, message }),
    }),
  };
}
