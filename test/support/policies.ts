import type { Template } from 'aws-cdk-lib/assertions';
import { type Resource, resourcesOf } from '../lib/synthesize.ts';

/** A policy statement as in the template, in which a single action or resource isn't a list. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

/** A statement, and the resource that contains it or that it belongs to. */
export interface PlacedStatement {
  /** Logical ID of the role, bucket policy, key, or other resource. */
  readonly owner: string;
  readonly type: string;
  readonly statement: Statement;
}

/** Converts a single value or a list to a list. */
export function listOf<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value as T];
}

/** Returns all statements of a template. Statements of a role's separate policies belong to the role. */
export function statementsOf(template: Template): PlacedStatement[] {
  return Object.entries(resourcesOf(template)).flatMap(([id, resource]) =>
    documentsOf(resource).flatMap((document) =>
      ownersOf(id, resource).flatMap((owner) =>
        listOf(document.Statement).map((statement) => ({ owner, type: resource.Type, statement })),
      ),
    ),
  );
}

interface Document {
  readonly Statement: Statement | readonly Statement[];
}

/** Returns policy documents with permissions, without the trust policies of roles. */
function documentsOf({ Properties }: Resource): Document[] {
  const { Policies, PolicyDocument, KeyPolicy } = Properties ?? {};
  const inline = (Policies ?? []) as readonly { PolicyDocument: Document }[];
  return [
    ...inline.map((policy) => policy.PolicyDocument),
    PolicyDocument as Document,
    KeyPolicy as Document,
  ].filter((document) => document !== undefined);
}

function ownersOf(id: string, { Type, Properties }: Resource): string[] {
  if (Type !== 'AWS::IAM::Policy') return [id];
  return (Properties['Roles'] as { Ref: string }[]).map(({ Ref }) => Ref);
}
