import type { StateMachine } from '../../emulator/stateMachine/definition.ts';
import { synthesizeTemplate } from '../../emulator/template/synthesize.ts';
import type { TableInput } from './glueEntry.ts';
import { resolveTemplate } from './resolveTemplate.ts';

/** The deployed resources of the lake and its compaction. */
export interface Deployment {
  readonly table: TableInput;
  readonly machine: StateMachine;
}

interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

const stackName = 'cloudfront-realtime-logs';

/** Bucket name that replaces references to buckets. */
const bucketForm = /^s3:\/\/[^/]+\//;

/** Synthesizes the stack, and reads its Glue table and state machine. */
export async function readDeployment(): Promise<Deployment> {
  const { Resources } = await synthesizeTemplate(stackName);
  return {
    table: readTableInput(Resources),
    machine: onlyResource(Resources, 'AWS::StepFunctions::StateMachine')['Definition'] as StateMachine,
  };
}

/** Returns the Glue table in a template's resources. */
export function readTableInput(resources: Readonly<Record<string, Resource>>): TableInput {
  return onlyResource(resources, 'AWS::Glue::Table')['TableInput'] as TableInput;
}

/** Returns a function that replaces the location of the bucket in a text. */
export function atLocation(location: string): (text: string) => string {
  return (text) => text.replace(bucketForm, `${location}/`);
}

/** @throws Error unless there is exactly one of that type */
function onlyResource(resources: Readonly<Record<string, Resource>>, type: string): Record<string, unknown> {
  const found = Object.values(resources).filter(({ Type }) => Type === type);
  if (found.length !== 1) throw new Error(`expected one resource of the type ${type}, got ${found.length}`);
  return resolveTemplate(found[0]?.Properties, { 'AWS::Partition': 'aws' }) as Record<string, unknown>;
}
