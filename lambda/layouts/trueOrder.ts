import { setTimeout as sleep } from 'node:timers/promises';
import { type CloudFrontClient, GetRealtimeLogConfigCommand } from '@aws-sdk/client-cloudfront';

/** Maximum number of calls while CloudFront still returns the previous fields, and milliseconds between two calls. */
const questions = 7;
const pauseBetween = 10_000;

/**
 * Reads the fields of a log configuration in the order in which CloudFront sends them (CloudFront API reference,
 * GetRealtimeLogConfig, November 2026). If the response contains other fields than configured, the call is
 * repeated for up to a minute.
 *
 * @param configured the fields that were configured, in any order
 * @throws Error if the log configuration doesn't exist, or the response contains no fields
 */
export async function readTrueOrder(
  cloudFront: CloudFrontClient,
  logConfigurationArn: string,
  configured: readonly string[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  for (let question = 1; ; question++) {
    const { RealtimeLogConfig } = await cloudFront.send(
      new GetRealtimeLogConfigCommand({ ARN: logConfigurationArn }),
      { abortSignal: signal },
    );
    const order = RealtimeLogConfig?.Fields ?? [];
    if (order.length === 0) throw new Error(`expected the fields of ${logConfigurationArn}, got none`);
    const isAsConfigured =
      order.length === configured.length && configured.every((name) => order.includes(name));
    if (isAsConfigured || question === questions) return order;
    await sleep(pauseBetween, undefined, { signal });
  }
}
