import type { Template } from 'aws-cdk-lib/assertions';
import { type Resource, resourcesOf } from '../lib/synthesize.ts';

/** A statement of a policy as in the template: a single action or resource isn't a list. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

/** A statement and the resource that it is part of, or that it belongs to. */
export interface PlacedStatement {
  /** Logical identifier of the role, the bucket policy, the key and so on. */
  readonly owner: string;
  readonly type: string;
  readonly statement: Statement;
}

/** What is given as one or as a list, as a list. */
export function listOf<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value as T];
}

/** Every statement of a template; those of a role's further policies belong to the role. */
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

/** Policy documents with permissions, without the trust policies of roles. */
function documentsOf({ Properties }: Resource): Document[] {
  const { Policies, PolicyDocument, KeyPolicy } = (Properties ?? {}) as Record<string, unknown>;
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
