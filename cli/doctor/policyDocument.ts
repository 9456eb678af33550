/** The parts of an IAM policy statement that the checks read. */
export interface PolicyStatement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: string | readonly string[];
  readonly Principal?: '*' | Readonly<Record<string, string | readonly string[]>>;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/**
 * Parses the statements of a policy.
 *
 * @param text JSON, which can be percent-encoded
 * @throws Error if it isn't a policy
 */
export function parsePolicy(text: string): readonly PolicyStatement[] {
  const json = text.trimStart().startsWith('%') ? decodeURIComponent(text) : text;
  const { Statement } = JSON.parse(json) as { Statement?: PolicyStatement | readonly PolicyStatement[] };
  return listOf(Statement);
}

/** Whether a statement applies to an action: by its name, or by a pattern such as `kms:*`. */
export function hasAction({ Action }: PolicyStatement, action: string): boolean {
  return listOf(Action).some((pattern) => {
    const literal = pattern.replaceAll(/[.+^$()[\]{}|\\]/g, '\\$&');
    return new RegExp(`^${literal.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i').test(action);
  });
}

/**
 * Whether a statement applies to one of these principals, or to all principals.
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

/** Returns the values in a statement's conditions on a key, for all operators. */
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
