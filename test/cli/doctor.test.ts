import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { stackOutputs } from '../../cli/pipeline/findPipeline.ts';
import { createProgram } from '../../cli/program.ts';
import { runCommandLine } from '../../terminal/commandLine.ts';
import { UsageError } from '../../terminal/usageError.ts';
import { runCfrl } from './runCfrl.ts';

const outputs = Object.values(stackOutputs).map(
  (name) => `<member><OutputKey>${name}</OutputKey><OutputValue>the-${name}</OutputValue></member>`,
);
const stack = `<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks><member>
<StackName>logs</StackName><StackStatus>CREATE_COMPLETE</StackStatus><CreationTime>2026-11-20T12:00:00Z</CreationTime>
<Outputs>${outputs.join('')}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;

const refusal = 'User: arn:aws:iam::123456789012:user/ann is not authorized to perform: some:Action';

/** An AWS that describes the stack and refuses everything else. */
let refusing: Server;

beforeAll(async () => {
  refusing = createServer((request, response) => {
    const body: Buffer[] = [];
    request.on('data', (chunk) => body.push(chunk));
    request.on('end', () => {
      if (Buffer.concat(body).includes('DescribeStacks')) return response.end(stack);
      response.statusCode = 403;
      const isJson =
        request.headers['x-amz-target'] !== undefined ||
        /^\/20\d\d-\d\d-\d\d\/(?:functions|event)/.test(request.url ?? '');
      if (!isJson) {
        return response.end(
          `<ErrorResponse><Error><Code>AccessDenied</Code><Message>${refusal}</Message></Error></ErrorResponse>`,
        );
      }
      response.setHeader('content-type', 'application/x-amz-json-1.1');
      response.setHeader('x-amzn-errortype', 'AccessDeniedException');
      return response.end(JSON.stringify({ __type: 'AccessDeniedException', message: refusal }));
    });
  }).listen(0, '127.0.0.1');
  await once(refusing, 'listening');
});

afterAll(() => refusing.close());

describe('cfrl doctor', () => {
  it('tells of every check that it may not make, and ends with status 1', async () => {
    const { status, stdout, stderr } = await runCfrl(['doctor', '--stack', 'logs', '--region', 'eu-west-1'], {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${(refusing.address() as AddressInfo).port}`,
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
    });

    expect(status).toBe(1);
    expect(stderr).toBe('expected a sound pipeline, got 18 of 18 findings that say what to mend\n');
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(36);
    expect(lines.slice(0, 2)).toEqual([
      '✗ attached        could not be checked',
      '                  → expected arn:aws:iam::123456789012:user/ann to be allowed some:Action on *, got AccessDenied; add the statement {"Effect":"Allow","Action":"some:Action","Resource":"*"}',
    ]);
    expect(stdout).not.toMatch(/\bat .*\.ts:/);
  });

  it('refuses what is no name of a stack', async () => {
    const run = runCommandLine(createProgram(new AbortController().signal), ['doctor', '--stack', 'a b']);

    await expect(run).rejects.toThrow(
      new UsageError("--stack: expected the name of a CloudFormation stack, got 'a b'"),
    );
  });
});
