/** A value of a CloudFormation template. */
type Value = unknown;

/**
 * Replaces the references in a part of a synthesized template, as CloudFormation does.
 *
 * @param names values of `Ref` by logical ID or pseudo parameter. Other references become the ID itself
 */
export function resolveTemplate(value: Value, names: Readonly<Record<string, string>>): Value {
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
