import type { Command } from 'commander';
import { defaultPipelineName } from '../../core/metrics/healthDefinitions.ts';
import { UsageError } from '../../terminal/usageError.ts';

/** Option of commands for a deployed pipeline. */
export interface StackOption {
  /** Name of the pipeline's stack. */
  readonly stack: string;
}

/** Adds `--stack` to a command for a deployed pipeline. */
export function addStackOption(command: Command): Command {
  return command.option('--stack <NAME>', "name of the pipeline's stack", readStack, defaultPipelineName);
}

function readStack(value: string): string {
  if (/^[A-Za-z][A-Za-z0-9-]{0,127}$/.test(value)) return value;
  throw new UsageError(`--stack: expected the name of a CloudFormation stack, got '${value}'`);
}
