import type { CheckContext } from '../check.ts';

/** The role that CloudFront assumes to write to the stream. */
export interface DeliveryRole {
  readonly arn: string;
  readonly name: string;
  readonly account: string;
}

/** Returns the role of the log configuration. */
export async function deliveryRole({ calls }: CheckContext): Promise<DeliveryRole> {
  const { EndPoints } = await calls.logConfiguration();
  const arn = EndPoints?.[0]?.KinesisStreamConfig?.RoleARN ?? '';
  const [, account, path] = /^arn:[^:]+:iam::(\d+):role\/(.+)$/.exec(arn) ?? [];
  const name = path?.split('/').at(-1);
  if (name !== undefined && account !== undefined) return { arn, name, account };
  throw new Error(`expected the log configuration to have a role, got '${arn}'; deploy the stack again`);
}
