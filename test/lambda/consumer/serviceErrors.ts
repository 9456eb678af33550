import { CloudWatchServiceException } from '@aws-sdk/client-cloudwatch';
import { S3ServiceException } from '@aws-sdk/client-s3';

type Fault = 'client' | 'server';

/** Returns an error of S3 in the form that its client throws. */
export function s3Error(name: string, httpStatusCode: number, message: string): S3ServiceException {
  return new S3ServiceException({
    name,
    message,
    $fault: faultOf(httpStatusCode),
    $metadata: { httpStatusCode, requestId: 'TX234S0F24A06C7', attempts: 1, totalRetryDelay: 0 },
  });
}

/** Returns an error of CloudWatch in the form that its client throws. */
export function cloudWatchError(
  name: string,
  httpStatusCode: number,
  message: string,
): CloudWatchServiceException {
  return new CloudWatchServiceException({
    name,
    message,
    $fault: faultOf(httpStatusCode),
    $metadata: { httpStatusCode, requestId: '0f5e5c3a-1b9b-4f2e-9f51-5d1f2d0c4a55', attempts: 1 },
  });
}

/** Returns the error of a connection that broke before the response, in the form that Node.js throws. */
export function brokenConnection(): Error {
  return Object.assign(new Error('read ECONNRESET'), {
    code: 'ECONNRESET',
    errno: -104,
    syscall: 'read',
    $metadata: { attempts: 1, totalRetryDelay: 0 },
  });
}

function faultOf(httpStatusCode: number): Fault {
  return httpStatusCode < 500 ? 'client' : 'server';
}
