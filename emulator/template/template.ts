/** A resource of a synthesized template. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

/** The parts of a synthesized template that are read here. */
export interface Template {
  readonly Resources: Readonly<Record<string, TemplateResource>>;
}

/** Names of the local resources that a template refers to. */
export interface LocalNames {
  readonly streamName: string;
  readonly consumerName: string;
  readonly mappingId: string;
}

/**
 * Resolves the references in a template's value. References to the stream, the consumer, and its mapping
 * become local names.
 */
export function resolveReferences(value: unknown, template: Template, names: LocalNames): unknown {
  if (Array.isArray(value)) return value.map((item) => resolveReferences(item, template, names));
  if (typeof value !== 'object' || value === null) return value;
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::Join': join } = value as Record<string, unknown>;
  if (typeof Ref === 'string') return nameOf(Ref, template, names);
  if (Array.isArray(attribute)) return nameOf(String(attribute[0]), template, names);
  if (Array.isArray(join)) {
    const [separator, parts] = join as [string, unknown[]];
    return parts.map((part) => resolveReferences(part, template, names)).join(separator);
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, resolveReferences(member, template, names)]),
  );
}

function nameOf(logicalId: string, template: Template, names: LocalNames): string {
  switch (template.Resources[logicalId]?.Type) {
    case 'AWS::Kinesis::Stream':
      return names.streamName;
    case 'AWS::Lambda::EventSourceMapping':
      return names.mappingId;
    case 'AWS::Lambda::Function':
      return /Consumer/.test(logicalId) ? names.consumerName : logicalId;
    default:
      return logicalId;
  }
}
