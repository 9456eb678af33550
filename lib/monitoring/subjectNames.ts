import { createHash } from 'node:crypto';
import { Reference, Stack, Token, Tokenization } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** Longest name of an alarm (CloudWatch API reference, PutMetricAlarm, November 2026). */
const longestName = 255;

/**
 * Returns the part of a construct ID that distinguishes a distribution or cache behavior. The domain name of a
 * distribution of the app is a placeholder that changes with the app, so its reference identifies it. In another stack, a
 * distribution can have the same logical ID, so the path of the stack identifies it too.
 */
export function hashOfSubject(scope: Construct, subject: string): string {
  return createHash('sha256')
    .update(identityOf(Stack.of(scope), subject))
    .digest('hex')
    .slice(0, 8);
}

function identityOf(stack: Stack, subject: string): string {
  if (!Token.isUnresolved(subject)) return subject;
  const references = Tokenization.reverseString(subject).tokens.filter(Reference.isReference);
  const others = references.map(({ target }) => Stack.of(target)).filter((other) => other !== stack);
  return [JSON.stringify(stack.resolve(subject)), ...others.map(({ node }) => node.path)].join(' ');
}

/** Shortens the name of an alarm to the maximum. A name with a placeholder is not shortened, because it can't be cut. */
export function alarmNameOf(text: string): string {
  return Token.isUnresolved(text) ? text : text.slice(0, longestName);
}
