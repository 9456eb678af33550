import { toOneLine } from '../oneLine.ts';

/** A call that AWS denied because a permission is missing. */
export interface DeniedCall {
  /** ARN of the user or role that made the call; undefined if the error doesn't contain it. */
  readonly caller: string | undefined;
  /** The action, such as `cloudfront:UpdateDistribution`. */
  readonly action: string;
  /** ARN of the action's resource; `*` if the error doesn't name one. */
  readonly resource: string;
  /** AWS's reason, such as `because no identity-based policy allows …`; empty if the error doesn't contain one. */
  readonly reason: string;
}

/**
 * Names of the errors with which services deny a call (IAM user guide, 'Troubleshoot access denied error messages',
 * November 2026).
 */
const deniedNames = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'AuthorizationError',
  'AuthorizationErrorException',
  'UnauthorizedOperation',
]);

/** `User: ARN is not authorized to perform: ACTION on resource: ARN because …`; the end can be missing. */
const refusal =
  /(?:User: (\S+) is not authorized|not authorized) to perform:? \(?([\w-]+:\w+)\)?(?: on resource: ["']?((?:role |user |group |policy )?[^\s"',]+)["']?)?[,.]?\s*(.*)$/s;

/** Whether an error of an AWS client means that a permission is missing. */
export function isAccessDenied(error: unknown): boolean {
  return error instanceof Error && deniedNames.has(error.name);
}

/** Returns the denied call; undefined if the error is a different one or doesn't name the action. */
export function deniedCall(error: unknown): DeniedCall | undefined {
  if (!(error instanceof Error) || !isAccessDenied(error)) return undefined;
  const [, caller, action, resource = '*', reason = ''] = refusal.exec(error.message) ?? [];
  if (action === undefined) return undefined;
  return { caller, action, resource: iamArn(resource, caller), reason: reason.trim() };
}

/** Converts IAM's description of its own resources, such as `role NAME`, to an ARN in the caller's account. */
function iamArn(resource: string, caller = ''): string {
  const [, kind, name] = /^(\w+) (\S+)$/.exec(resource) ?? [];
  const [, partition, account] = /^arn:([^:]+):[^:]+::(\d+):/.exec(caller) ?? [];
  if (kind === undefined || account === undefined) return resource;
  return `arn:${partition}:iam::${account}:${kind}/${name}`;
}

/** Returns the policy statement to add to the caller's policy so that the denied call is allowed. */
export function allowStatement({ action, resource }: Pick<DeniedCall, 'action' | 'resource'>): string {
  return JSON.stringify({ Effect: 'Allow', Action: action, Resource: resource });
}

/**
 * Describes a denied call in one sentence: the missing permission and the statement to add. If a policy denies
 * the call explicitly, the sentence says so instead.
 *
 * @param action the called action, used if the error doesn't name it
 */
export function sayDenied(error: unknown, action?: string): string {
  const denied = deniedCall(error) ?? { caller: undefined, action, resource: '*', reason: '' };
  const caller = denied.caller ?? 'the caller';
  if (denied.action === undefined)
    return `expected ${caller} to have access, got ${toOneLine(String(error))}`;
  const call = { action: denied.action, resource: denied.resource };
  const refused = `expected ${caller} to be allowed ${call.action} on ${call.resource}, got AccessDenied`;
  if (/explicit deny/.test(denied.reason)) return `${refused} ${denied.reason}: remove the deny`;
  const reason = denied.reason === '' ? '' : ` (${denied.reason.replace(/\.$/, '')})`;
  return `${refused}${reason}; add the statement ${allowStatement(call)}`;
}
