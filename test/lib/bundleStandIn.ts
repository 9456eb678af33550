import { Code } from 'aws-cdk-lib/aws-lambda';

/** Replaces `functionBundle.ts` in tests that don't need the code of functions. */
export function withFunctionBundle<T>(_: string, make: (code: Code, handler: string) => T): T {
  return make(Code.fromInline('exports.handler = async () => {};'), 'index.handler');
}
