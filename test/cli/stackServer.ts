import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type PipelineNames, stackOutputs } from '../../cli/pipeline/findPipeline.ts';

const refusal = 'User: arn:aws:iam::123456789012:user/ann is not authorized to perform: some:Action';

/** A server for AWS calls about one stack and its consumer. It rejects other calls. */
export interface StackServer {
  /** Environment variables with which commands call the server. */
  readonly environment: Record<string, string>;
  close(): void;
}

/** Starts the server with the outputs of the stack and the variables of the consumer. */
export async function startStackServer(
  names: Partial<PipelineNames> = {},
  consumerVariables: Record<string, string> = {},
): Promise<StackServer> {
  const server = createServer((request, response) => {
    const body: Buffer[] = [];
    request.on('data', (chunk) => body.push(chunk));
    request.on('end', () => {
      if (Buffer.concat(body).includes('Action=DescribeStacks')) return response.end(describeStacks(names));
      if (/^\/2015-03-31\/functions\/[^/]+\/configuration/.test(request.url ?? '')) {
        response.setHeader('content-type', 'application/json');
        const variables = { LAKE_BUCKET: names.lakeBucket ?? 'lake', ...consumerVariables };
        return response.end(JSON.stringify({ Environment: { Variables: variables } }));
      }
      response.statusCode = 403;
      if (request.headers['x-amz-target'] === undefined && !request.url?.startsWith('/2015-03-31/')) {
        return response.end(
          `<ErrorResponse><Error><Code>AccessDenied</Code><Message>${refusal}</Message></Error></ErrorResponse>`,
        );
      }
      response.setHeader('content-type', 'application/x-amz-json-1.1');
      response.setHeader('x-amzn-errortype', 'AccessDeniedException');
      return response.end(JSON.stringify({ __type: 'AccessDeniedException', message: refusal }));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    environment: {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
    },
    close: () => server.close(),
  };
}

function describeStacks(names: Partial<PipelineNames>): string {
  const outputs = Object.entries(stackOutputs).map(
    ([name, output]) =>
      `<member><OutputKey>${output}</OutputKey><OutputValue>${names[name as keyof PipelineNames] ?? name}</OutputValue></member>`,
  );
  return `<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks><member>
<StackName>logs</StackName><StackStatus>CREATE_COMPLETE</StackStatus><CreationTime>2026-11-20T12:00:00Z</CreationTime>
<Outputs>${outputs.join('')}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;
}
