import { Code } from 'aws-cdk-lib/aws-lambda';

/** In place of `consumerBundle.ts` where a test is not about the code of the function. */
export function withConsumerBundle<T>(make: (code: Code, handler: string) => T): T {
  return make(Code.fromInline('exports.handler = async () => {};'), 'index.handler');
}
