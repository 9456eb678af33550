import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import {
  type ChangeResource,
  createCustomResourceHandler,
  NothingMadeError,
} from '../../../lambda/customResource/customResourceHandler.ts';
import { s3Error } from '../consumer/serviceErrors.ts';

interface Answer {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let server: Server;
let answers: Answer[];
/** Status of each response of the server; 200 for later responses. */
let statuses: number[];

beforeEach(async () => {
  answers = [];
  statuses = [];
  server = createServer(async (request, response) => {
    const chunks = await request.toArray();
    answers.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
    response.writeHead(statuses.shift() ?? 200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  jest.spyOn(console, 'error').mockImplementation();
});
afterEach(() => {
  server.close();
  jest.restoreAllMocks();
});

const stack = 'arn:aws:cloudformation:eu-west-1:111122223333:stack/logs/1';

function eventOf(fields: object = {}): CloudFormationCustomResourceEvent {
  const { port } = server.address() as AddressInfo;
  return {
    RequestType: 'Create',
    StackId: stack,
    RequestId: 'request-1',
    LogicalResourceId: 'Layouts',
    ResponseURL: `http://127.0.0.1:${port}/answer?signature=1`,
    ...fields,
  } as CloudFormationCustomResourceEvent;
}

function run(change: ChangeResource, fields: object = {}, remaining = 60_000): Promise<void> {
  return createCustomResourceHandler(change)(eventOf(fields), { getRemainingTimeInMillis: () => remaining });
}

function lastResponse(): Record<string, string> {
  return JSON.parse(answers.at(-1)?.body ?? '{}');
}

describe('createCustomResourceHandler', () => {
  it("reports success to CloudFormation with the resource's logical ID as identifier", async () => {
    await run(async () => {});
    expect(lastResponse()).toEqual({
      Status: 'SUCCESS',
      Reason: '',
      PhysicalResourceId: 'Layouts',
      StackId: stack,
      RequestId: 'request-1',
      LogicalResourceId: 'Layouts',
    });
    expect(answers[0].headers['content-type']).toBeUndefined();
  });

  it('never changes the identifier of a resource', async () => {
    await run(async () => {}, { RequestType: 'Update', PhysicalResourceId: 'given-before' });
    expect(lastResponse()['PhysicalResourceId']).toBe('given-before');
  });

  it('deletes nothing if nothing was created', async () => {
    await run(() => Promise.reject(new NothingMadeError(new Error('expected a behavior'))));
    expect(lastResponse()).toMatchObject({ Status: 'FAILED', Reason: 'expected a behavior' });
    const change = jest.fn();
    await run(change, { RequestType: 'Delete', PhysicalResourceId: lastResponse()['PhysicalResourceId'] });
    expect(change).not.toHaveBeenCalled();
    expect(lastResponse()['Status']).toBe('SUCCESS');
  });

  it('keeps the identifier of a resource if an update fails', async () => {
    const failing: ChangeResource = () =>
      Promise.reject(new NothingMadeError(new Error('expected a behavior')));
    await run(failing, { RequestType: 'Update', PhysicalResourceId: 'Layouts' });
    expect(lastResponse()['PhysicalResourceId']).toBe('Layouts');
  });

  it.each([
    ['the sentence of an error', new Error('fields: expected others'), 'fields: expected others'],
    [
      'name and message of an error of AWS',
      s3Error('SlowDown', 503, 'Reduce your rate.'),
      'SlowDown: Reduce your rate.',
    ],
    [
      'the action that is denied, and the statement to add',
      s3Error(
        'AccessDenied',
        403,
        'User: arn:aws:sts::111122223333:assumed-role/layouts/layouts is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::lake/config/layouts.json" because no identity-based policy allows the s3:PutObject action',
      ),
      'expected arn:aws:sts::111122223333:assumed-role/layouts/layouts to be allowed s3:PutObject on arn:aws:s3:::lake/config/layouts.json, got AccessDenied (because no identity-based policy allows the s3:PutObject action); add the statement {"Effect":"Allow","Action":"s3:PutObject","Resource":"arn:aws:s3:::lake/config/layouts.json"}',
    ],
    ['what is thrown though it is no error', 'odd', 'odd'],
  ])('reports %s as the reason of a failure', async (_, error, reason) => {
    await run(() => Promise.reject(error));
    expect(lastResponse()).toMatchObject({ Status: 'FAILED', Reason: reason });
  });

  it('fits into 4,096 bytes with any reason', async () => {
    await run(() => Promise.reject(new Error('"ü'.repeat(3000))));
    expect(Buffer.byteLength(answers[0].body)).toBeLessThanOrEqual(4096);
    expect(Buffer.byteLength(answers[0].body)).toBeGreaterThan(4080);
    expect(lastResponse()['Reason']).toMatch(/^"ü"ü/);
  });

  it("responds before the function's timeout, and aborts the change", async () => {
    let stopped = false;
    await run(
      (_, signal) =>
        new Promise(() => {
          signal.addEventListener('abort', () => {
            stopped = true;
          });
        }),
      {},
      15_050,
    );
    expect(stopped).toBe(true);
    expect(lastResponse()).toMatchObject({
      Status: 'FAILED',
      Reason: "expected the change to end before the function's timeout, but it is still running; try again",
    });
  });

  it('sends the response again if it is not accepted', async () => {
    statuses = [503];
    await run(async () => {});
    expect(answers).toHaveLength(2);
  });
});
