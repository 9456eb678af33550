import { type Stack, Token } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';
import { ConfigurationError } from './configurationError.ts';

interface NamedPipeline {
  readonly name: string;
  readonly stack: Stack;
  readonly path: string;
}

const pipelinesOfApps = new WeakMap<IConstruct, NamedPipeline[]>();

/**
 * Rejects a name that another pipeline of the app has in the same stack or in the same account: names of log
 * configurations are unique in an account, also across regions. Stacks without an account can be deployed to different
 * accounts.
 *
 * @throws ConfigurationError if the name is used twice
 */
export function rejectDuplicateName({ node }: Construct, stack: Stack, name: string): void {
  const pipelines = pipelinesOfApps.get(node.root) ?? [];
  pipelinesOfApps.set(node.root, pipelines);
  const other = pipelines.find(
    (pipeline) => pipeline.name === name && haveSameAccount(pipeline.stack, stack),
  );
  if (other !== undefined) {
    throw new ConfigurationError(
      'name',
      `expected a name that no other pipeline of the account has, got '${name}' for '${other.path}' and '${node.path}'`,
    );
  }
  pipelines.push({ name, stack, path: node.path });
}

function haveSameAccount(one: Stack, other: Stack): boolean {
  return one === other || (one.account === other.account && !Token.isUnresolved(one.account));
}
