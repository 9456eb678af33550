import { createHash } from 'node:crypto';
import { Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** Longest name of an alarm (CloudWatch API reference, PutMetricAlarm, November 2026). */
const longestName = 255;

/**
 * Returns the part of a construct ID that distinguishes a distribution or cache behavior. The domain name of a
 * distribution of the app is a placeholder that changes with the app, so its reference identifies it.
 */
export function hashOfSubject(scope: Construct, subject: string): string {
  const text = Token.isUnresolved(subject) ? JSON.stringify(Stack.of(scope).resolve(subject)) : subject;
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

/** Shortens the name of an alarm to the maximum. A name with a placeholder is not shortened, because it can't be cut. */
export function alarmNameOf(text: string): string {
  return Token.isUnresolved(text) ? text : text.slice(0, longestName);
}
