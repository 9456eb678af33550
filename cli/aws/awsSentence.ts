import { types } from 'node:util';
import { isAccessDenied, sayDenied } from '../../core/aws/accessDenied.ts';
import { errorSentence } from '../../terminal/errorSentence.ts';
import type { AwsOptions } from './awsOptions.ts';

/** Names of errors for rejected credentials. */
const rejectedCredentials =
  /^(ExpiredToken(Exception)?|TokenRefreshRequired|InvalidClientTokenId|UnrecognizedClientException|InvalidAccessKeyId|SignatureDoesNotMatch|InvalidSignatureException|AuthFailure|InvalidToken|MissingAuthenticationToken(Exception)?|IncompleteSignature)$/;

const throttled =
  /^(Throttling(Exception)?|ThrottledException|TooManyRequests(Exception)?|RequestLimitExceeded|SlowDown|LimitExceededException|ProvisionedThroughputExceededException)$/;

/** Errors of the operating system or the SDK for an endpoint that can't be reached. */
const unreachable =
  /\b(ENOTFOUND|ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|ETIMEDOUT)\b[^)]*|Connection timed out[^.]*|socket hang up/;

/** Text in SDK messages that is meant for developers. */
const internals =
  /\s*Deserialization error: to see the raw response, inspect the hidden field \{error\}\.\$response on this object\.?/;

const howToSignIn =
  "sign in ('aws sso login' or 'aws login'), set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or use --profile with a profile that has credentials";

/**
 * Calls AWS for a command. An error of the SDK or of AWS is replaced by an Error with one sentence: what was expected,
 * what was received, and what to do. Other errors are rethrown unchanged.
 *
 * @example await withAwsSentences(options, () => client.send(command))
 */
export async function withAwsSentences<T>(options: AwsOptions, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const message = awsSentence(error, options);
    if (message === undefined) throw error;
    throw new Error(message, { cause: error });
  }
}

/** Returns one sentence about an error of the SDK or of AWS; undefined for other errors. */
export function awsSentence(error: unknown, { profile }: AwsOptions = {}): string | undefined {
  if (!types.isNativeError(error) && !(error instanceof Error)) return undefined;
  const { name } = error;
  const message = error.message.replace(internals, '');
  const { code, input } = error as { readonly code?: string; readonly input?: string };
  if (code === 'ERR_INVALID_URL') {
    return `expected AWS_ENDPOINT_URL to be a URL such as http://127.0.0.1:4566, got '${input}'`;
  }
  const network = unreachable.exec(message);
  if ((network === null && code?.startsWith('ERR_HTTP2')) || /^Protocol error$/.test(message)) {
    return 'expected an endpoint that supports HTTP/2, as Kinesis does, got another response; check AWS_ENDPOINT_URL';
  }
  if (internals.test(error.message) || (error instanceof SyntaxError && '$metadata' in error)) {
    return `expected a response from AWS, got something else (${errorSentence({ message })}); check AWS_ENDPOINT_URL and proxies`;
  }
  if (/^(Credentials|Token)ProviderError$/.test(name)) return describeNoCredentials(message, profile);
  if (/^Region is missing/.test(message)) {
    return 'expected a region, got none; use --region, or set AWS_REGION or the region of the profile';
  }
  const region = /^Region not accepted: region="(.*)"/.exec(message)?.[1];
  if (region !== undefined) return `expected AWS_REGION to be a region such as eu-west-1, got '${region}'`;
  if (rejectedCredentials.test(name)) {
    return `expected credentials that AWS accepts, got ${name}: ${errorSentence({ message })}; ${howToSignIn}`;
  }
  if (isAccessDenied(error)) return sayDenied(error);
  if (throttled.test(name)) {
    return `expected AWS to accept the call, got ${name}: ${errorSentence(error)}; run it again in a minute`;
  }
  if (network !== null || name === 'TimeoutError') {
    return `expected a response from AWS, got ${network?.[0] ?? errorSentence(error)}; check the network, --region, and AWS_ENDPOINT_URL`;
  }
  return '$metadata' in error
    ? `expected AWS to accept the call, got ${name}: ${errorSentence(error)}`
    : undefined;
}

function describeNoCredentials(message: string, profile: string | undefined): string {
  const where = profile === undefined ? '' : ` of the profile '${profile}'`;
  const got = /^Could not load credentials from any providers/.test(message) ? 'none' : message;
  return `expected AWS credentials${where}, got ${got.replaceAll(/\s*\n\s*/g, ' ').replace(/\.$/, '')}; ${howToSignIn}`;
}
