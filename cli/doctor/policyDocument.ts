/** A statement of an IAM policy, as far as it is looked at. */
export interface PolicyStatement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: string | readonly string[];
  readonly Principal?: '*' | Readonly<Record<string, string | readonly string[]>>;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/**
 * The statements of a policy.
 *
 * @param text JSON, percent-encoded where IAM gives it so
 * @throws Error where it is no policy
 */
export function parsePolicy(text: string): readonly PolicyStatement[] {
  const json = text.trimStart().startsWith('%') ? decodeURIComponent(text) : text;
  const { Statement } = JSON.parse(json) as { Statement?: PolicyStatement | readonly PolicyStatement[] };
  return listOf(Statement);
}

/** Whether a statement is about an action: by its name, or by a pattern such as `kms:*`. */
export function hasAction({ Action }: PolicyStatement, action: string): boolean {
  return listOf(Action).some((pattern) => {
    const literal = pattern.replaceAll(/[.+^$()[\]{}|\\]/g, '\\$&');
    return new RegExp(`^${literal.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i').test(action);
  });
}

/**
 * Whether a statement is about one of these principals, or about everybody.
 *
 * @param kind `AWS` or `Service`
 */
export function hasPrincipal(
  { Principal }: PolicyStatement,
  kind: string,
  principals: readonly string[],
): boolean {
  if (Principal === undefined) return false;
  const named = Principal === '*' ? ['*'] : listOf(Principal[kind]);
  return named.some((name) => name === '*' || principals.includes(name));
}

/** Values that a condition of a statement asks of a key, whatever operator asks it. */
export function conditionValues({ Condition = {} }: PolicyStatement, key: string): string[] {
  return Object.values(Condition).flatMap((keys) =>
    Object.entries(keys).flatMap(([name, values]) =>
      name.toLowerCase() === key.toLowerCase() ? listOf(values) : [],
    ),
  );
}

function listOf<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value as T];
}
