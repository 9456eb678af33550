import { arnsOf, type LocalAccount, localAccount, localRegion } from '../account.ts';
import type { RunningDelivery } from '../destinations/runningDelivery.ts';
import type { InvocationResult } from '../eventSource/invocation.ts';
import type { EndpointResponse, EndpointService } from './endpoint.ts';
import { findOperation, type RestOperation } from './restOperations.ts';
import { ServiceError } from './serviceError.ts';

/** State of an event source mapping. */
export interface LocalMapping {
  readonly id: string;
  /** `OK`, or the problem of the last batch; undefined before the first batch. */
  readonly lastResult: string | undefined;
}

/** Returns the result of an invocation as an event source mapping reports it. */
export function lastProcessingResult({ functionError }: InvocationResult): string {
  return functionError === undefined ? 'OK' : 'PROBLEM: Function call failed';
}

/**
 * Creates a local Lambda, which describes the consumer and the stream's event source mappings, and invokes
 * the functions of destinations.
 */
export function lambdaService(
  account: LocalAccount,
  consumerMapping: () => LocalMapping,
  deliveries: readonly RunningDelivery[] = [],
): EndpointService {
  const arns = arnsOf(account);

  function describeConsumer(name: string): EndpointResponse {
    if (name !== account.consumerName && name !== arns.consumer)
      throw notFound(`Function not found: ${name}`);
    return answer({
      FunctionName: account.consumerName,
      FunctionArn: arns.consumer,
      Runtime: 'nodejs24.x',
      Timeout: 60,
      MemorySize: 1769,
      State: 'Active',
      LastUpdateStatus: 'Successful',
      Environment: { Variables: account.consumerEnvironment },
      LoggingConfig: { LogFormat: 'JSON', LogGroup: `/aws/lambda/${account.consumerName}` },
    });
  }

  function describeMappings() {
    const describe = ({ id, lastResult }: LocalMapping, functionArn: string) => ({
      UUID: id,
      EventSourceArn: arns.stream,
      FunctionArn: functionArn,
      State: 'Enabled',
      StateTransitionReason: 'User action',
      ...(lastResult !== undefined && { LastProcessingResult: lastResult }),
    });
    return [
      describe(consumerMapping(), arns.consumer),
      ...deliveries.flatMap(({ deployed: { mappingId, functionName }, lastResult }) =>
        mappingId === undefined ? [] : [describe({ id: mappingId, lastResult }, functionArn(functionName))],
      ),
    ];
  }

  async function invoke(name: string, event: string): Promise<EndpointResponse> {
    const delivery = deliveries.find(({ deployed: { functionName } }) =>
      [functionName, functionArn(functionName)].includes(name),
    );
    if (delivery === undefined) throw notFound(`Function not found: ${name}`);
    const { payload, functionError } = await delivery.invoke(event);
    return {
      status: 200,
      headers: {
        'content-type': 'application/json',
        ...(functionError !== undefined && { 'x-amz-function-error': functionError }),
      },
      body: payload,
    };
  }

  const operations: readonly RestOperation[] = [
    {
      name: 'GetFunctionConfiguration',
      pattern: /^GET \/2015-03-31\/functions\/([^/]+)\/configuration$/,
      perform: ([name]) => describeConsumer(name),
    },
    {
      name: 'Invoke',
      pattern: /^POST \/2015-03-31\/functions\/([^/]+)\/invocations$/,
      perform: ([name], { body }) => invoke(name, body.toString()),
    },
    {
      name: 'GetEventSourceMapping',
      pattern: /^GET \/2015-03-31\/event-source-mappings\/([^/]+)$/,
      perform: ([id]) => {
        const found = describeMappings().find(({ UUID }) => UUID === id);
        if (found === undefined) throw notFound('The resource you requested does not exist.');
        return answer(found);
      },
    },
    {
      name: 'ListEventSourceMappings',
      pattern: /^GET \/2015-03-31\/event-source-mappings\/?$/,
      perform: (_, { url }) => {
        const query = new URLSearchParams(url.split('?')[1]);
        const [source, name] = [query.get('EventSourceArn'), query.get('FunctionName')];
        const isListed = (mapping: { EventSourceArn: string; FunctionArn: string }) =>
          (source === null || source === mapping.EventSourceArn) &&
          (name === null || mapping.FunctionArn === name || mapping.FunctionArn === functionArn(name));
        return answer({ EventSourceMappings: describeMappings().filter(isListed) });
      },
    },
  ];
  return {
    name: 'lambda',
    route: (request) =>
      findOperation(operations, request, { service: 'Lambda', code: 'UnknownOperationException' }),
    refuse: ({ code, message, status }) => ({
      status,
      headers: { 'content-type': 'application/json', 'x-amzn-errortype': code },
      body: JSON.stringify({ Type: 'User', Message: message, message }),
    }),
  };
}

function functionArn(name: string): string {
  return `arn:aws:lambda:${localRegion}:${localAccount}:function:${name}`;
}

function notFound(message: string): ServiceError {
  return new ServiceError('ResourceNotFoundException', message, { status: 404 });
}

function answer(body: unknown): EndpointResponse {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
