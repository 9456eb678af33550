import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { RealtimeLogsStack } from '../../lib/realtimeLogsStack.ts';
import type { PipelineOptions } from '../../lib/settings/pipelineOptions.ts';

/** A resource of a template, in CloudFormation's format. */
export interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
  readonly DependsOn?: readonly string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

/** The context of cdk.json without the configuration. Apps in tests don't read cdk.json. */
export function contextOfProject(): Record<string, unknown> {
  const { realtimeLogs: _, ...context } = JSON.parse(readFileSync('cdk.json', 'utf8')).context;
  return context;
}

/**
 * Creates an app with the context of cdk.json.
 *
 * @param validated whether synth validates its templates as `cdk synth` does, which takes seconds
 */
export function makeApp(validated = false): App {
  return new App({ context: contextOfProject(), builtinCloudFormationValidation: validated });
}

/**
 * Creates the stack of a configuration.
 *
 * @param validated whether synth validates it as `cdk synth` does, which takes seconds
 */
export function makeStack(props: PipelineOptions = {}, validated = false): RealtimeLogsStack {
  const app = makeApp(validated);
  return new RealtimeLogsStack(app, 'cloudfront-realtime-logs', props);
}

const templates = new Map<string, Template>();

/** Returns the template of a configuration. It is synthesized once per test file. */
export function synthesize(props: PipelineOptions = {}): Template {
  const key = JSON.stringify(props);
  const template = templates.get(key) ?? Template.fromStack(makeStack(props));
  templates.set(key, template);
  return template;
}

/** Returns the resources of a template by logical ID, without CDK metadata. */
export function resourcesOf(template: Template): Record<string, Resource> {
  const resources: Record<string, Resource & { Metadata?: unknown }> = template.toJSON()['Resources'];
  return Object.fromEntries(
    Object.entries(resources).map(([id, { Metadata: _, ...resource }]) => [id, resource]),
  );
}

/** Returns the only resource of a type. */
export function resourceOfType(template: Template, type: string): Resource {
  const found = Object.values(resourcesOf(template)).filter((resource) => resource.Type === type);
  if (found.length !== 1) throw new Error(`expected one ${type}, got ${found.length}`);
  return found[0];
}
