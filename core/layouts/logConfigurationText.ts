/**
 * Extracts the fields from the output of `aws cloudfront get-realtime-log-config`, with or without `--query`: JSON (the
 * complete response, the configuration, or its list of fields), text, or YAML.
 *
 * @returns names separated by newlines, or undefined if the text is something else, such as a plain list of fields
 */
export function fieldsOfLogConfiguration(text: string): string | undefined {
  const trimmed = text.trim();
  if (/^[[{]/.test(trimmed)) return fieldsOfJson(trimmed);
  const lines = trimmed.split(/\r?\n/);
  const ofText = lines.flatMap((line) => /^FIELDS\t(\S+)$/.exec(line)?.[1] ?? []);
  if (ofText.length > 0) return ofText.join('\n');
  const start = lines.findIndex((line) => /^\s*Fields:\s*$/.test(line));
  const items = (start < 0 ? lines : lines.slice(start + 1)).map((line) => /^\s*- (\S+)$/.exec(line)?.[1]);
  const end = items.indexOf(undefined);
  const ofYaml = (end < 0 ? items : items.slice(0, end)) as string[];
  return ofYaml.length > 0 ? ofYaml.join('\n') : undefined;
}

function fieldsOfJson(text: string): string | undefined {
  try {
    return namesIn(JSON.parse(text))?.join('\n');
  } catch {
    return undefined;
  }
}

function namesIn(value: unknown): readonly string[] | undefined {
  if (Array.isArray(value)) return value.every((name) => typeof name === 'string') ? value : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  const { RealtimeLogConfig, Fields } = value as Record<string, unknown>;
  return namesIn(RealtimeLogConfig ?? Fields);
}
