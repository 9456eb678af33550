import type { StateMachine } from '../../emulator/stateMachine/definition.ts';
import { synthesizeTemplate } from '../../emulator/template/synthesize.ts';
import type { TableInput } from './glueEntry.ts';

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
export function replaceLocation(location: string): (text: string) => string {
  return (text) => text.replace(bucketForm, `${location}/`);
}

/** @throws Error unless there is exactly one of that type */
function onlyResource(resources: Readonly<Record<string, Resource>>, type: string): Record<string, unknown> {
  const found = Object.values(resources).filter(({ Type }) => Type === type);
  if (found.length !== 1) throw new Error(`expected one resource of the type ${type}, got ${found.length}`);
  return resolveTemplate(found[0]?.Properties, { 'AWS::Partition': 'aws' }) as Record<string, unknown>;
}

/** A value of a CloudFormation template. */
type Value = unknown;

/**
 * Replaces the references in a part of a synthesized template, as CloudFormation does.
 *
 * @param names values of `Ref` by logical ID or pseudo parameter. Other references become the ID itself
 */
function resolveTemplate(value: Value, names: Readonly<Record<string, string>>): Value {
  if (Array.isArray(value)) return value.map((each) => resolveTemplate(each, names));
  if (value === null || typeof value !== 'object') return value;
  const { Ref: ref, 'Fn::GetAtt': attribute, 'Fn::Join': join } = value as Record<string, Value>;
  if (typeof ref === 'string') return names[ref] ?? ref;
  if (Array.isArray(attribute)) return attribute.join('.');
  if (Array.isArray(join)) {
    const [separator, parts] = join as [string, Value[]];
    return parts.map((part) => resolveTemplate(part, names)).join(separator);
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, resolveTemplate(member, names)]),
  );
}
