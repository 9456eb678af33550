import { KinesisClient, KinesisServiceException, ListStreamsCommand } from '@aws-sdk/client-kinesis';
import { awsSentence, withAwsSentences } from '../../../cli/aws/awsSentence.ts';

function serviceError(name: string, message: string): KinesisServiceException {
  return new KinesisServiceException({ name, message, $fault: 'client', $metadata: { httpStatusCode: 400 } });
}

const howToSignIn =
  "sign in ('aws sso login' or 'aws login'), set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or use --profile with a profile that has credentials";

describe('awsSentence', () => {
  it.each([
    [
      serviceError('ExpiredTokenException', 'The security token included in the request is expired'),
      `expected credentials that AWS accepts, got ExpiredTokenException: The security token included in the request is expired; ${howToSignIn}`,
    ],
    [
      serviceError('ThrottlingException', 'Rate exceeded'),
      'expected AWS to accept the call, got ThrottlingException: Rate exceeded; run it again in a minute',
    ],
    [
      serviceError('ResourceNotFoundException', 'Stream logs under account 111122223333 not found.'),
      'expected AWS to accept the call, got ResourceNotFoundException: Stream logs under account 111122223333 not found.',
    ],
    [
      serviceError(
        'AccessDeniedException',
        'User: arn:aws:iam::111122223333:user/alice is not authorized to perform: kinesis:ListShards on resource: arn:aws:kinesis:eu-west-1:111122223333:stream/logs because no identity-based policy allows the kinesis:ListShards action',
      ),
      'expected arn:aws:iam::111122223333:user/alice to be allowed kinesis:ListShards on arn:aws:kinesis:eu-west-1:111122223333:stream/logs, got AccessDenied (because no identity-based policy allows the kinesis:ListShards action); add the statement {"Effect":"Allow","Action":"kinesis:ListShards","Resource":"arn:aws:kinesis:eu-west-1:111122223333:stream/logs"}',
    ],
  ])('describes %s in one sentence', (error, sentence) => {
    expect(awsSentence(error)).toBe(sentence);
  });

  it.each([
    [
      Object.assign(
        new SyntaxError(
          'Unexpected token \'<\', "<html>" is not valid JSON\n  Deserialization error: to see the raw response, inspect the hidden field {error}.$response on this object.',
        ),
        { $metadata: {} },
      ),
      `expected a response from AWS, got something else (Unexpected token '<', "<html>" is not valid JSON); check AWS_ENDPOINT_URL and proxies`,
    ],
    [
      new Error('Region not accepted: region="a b" is not a valid hostname component.'),
      "expected AWS_REGION to be a region such as eu-west-1, got 'a b'",
    ],
    [
      Object.assign(new TypeError('Invalid URL'), { code: 'ERR_INVALID_URL', input: 'localhost' }),
      "expected AWS_ENDPOINT_URL to be a URL such as http://127.0.0.1:4566, got 'localhost'",
    ],
    [
      Object.assign(new Error('Protocol error'), { code: 'ERR_HTTP2_ERROR' }),
      'expected an endpoint that supports HTTP/2, as Kinesis does, got another response; check AWS_ENDPOINT_URL',
    ],
  ])('prints no internals of the SDK: %s', (error, sentence) => {
    expect(awsSentence(error)).toBe(sentence);
  });

  it('returns undefined for other errors', async () => {
    const error = new Error('expected a stream, got none');
    expect(awsSentence(error)).toBeUndefined();
    await expect(withAwsSentences({}, () => Promise.reject(error))).rejects.toBe(error);
  });
});

describe('withAwsSentences', () => {
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };
  const call = (configuration: object) => () =>
    new KinesisClient({ region: 'eu-west-1', maxAttempts: 1, ...configuration }).send(
      new ListStreamsCommand({}),
    );
  const before = { ...process.env };

  beforeEach(() => {
    for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
    Object.assign(process.env, {
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: '/nonexistent/config',
      AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/credentials',
    });
  });
  afterEach(() => {
    process.env = { ...before };
  });

  it('prints that there are no credentials, and how to get them', async () => {
    await expect(withAwsSentences({}, call({}))).rejects.toThrow(
      `expected AWS credentials, got none; ${howToSignIn}`,
    );
  });

  it('prints the name of a profile without credentials', async () => {
    await expect(withAwsSentences({ profile: 'ops' }, call({ profile: 'ops' }))).rejects.toThrow(
      `expected AWS credentials of the profile 'ops', got none; ${howToSignIn}`,
    );
  });

  it('prints that the region is missing', async () => {
    await expect(withAwsSentences({}, call({ region: undefined, credentials }))).rejects.toThrow(
      'expected a region, got none; use --region, or set AWS_REGION or the region of the profile',
    );
  });

  it.each(['nonsense'])('prints that %j is not an endpoint', async (endpoint) => {
    await expect(withAwsSentences({}, call({ endpoint, credentials }))).rejects.toThrow(
      `expected AWS_ENDPOINT_URL to be a URL such as http://127.0.0.1:4566, got '${endpoint}'`,
    );
  });

  it('prints that an endpoint cannot be reached', async () => {
    await expect(withAwsSentences({}, call({ endpoint: 'http://127.0.0.1:9', credentials }))).rejects.toThrow(
      'expected a response from AWS, got ECONNREFUSED 127.0.0.1:9; check the network, --region, and AWS_ENDPOINT_URL',
    );
  });
});
