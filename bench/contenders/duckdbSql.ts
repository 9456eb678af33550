import { columnName, type Field, findField } from '../../core/fields/catalog.ts';
import { sqlText } from '../../core/sql/literals.ts';

/** How DuckDB handles text: it decodes and redacts it as this project does, or leaves it as logged. */
export type DuckdbText = 'decoded' | 'raw';

const secretHeaders =
  '(?:authorization|proxy-authorization|cookie|set-cookie|x-api-key|x-amz-security-token|[^:\\n]*-(?:token|secret|key))';
const secretParameters =
  '(?:signature|sig2?|sid|policy|key-pair-id|x-amz-signature|x-amz-security-token|x-amz-credential|access_token|id_token|' +
  'refresh_token|token|code|password|secret|api_key|apikey|key)';

/** Matches logged headers that may contain a secret. Other headers then skip two slower searches. */
const endsOfSecretNames =
  '(?i)(?:authorization|cookie|signature|sig2?|policy|id|credential|token|code|password|secret|key)(?::|=|%3d)';

const typesRead = {
  timestamp: 'DOUBLE',
  string: 'VARCHAR',
  double: 'DOUBLE',
  int: 'INTEGER',
  bigint: 'BIGINT',
} as const;

/**
 * Returns the statement that converts a file of records to a Parquet file.
 *
 * @param text whether text is decoded and redacted as in this project by default
 */
export function copyStatement(
  fields: readonly string[],
  text: DuckdbText,
  input: string,
  output: string,
): string {
  const read = fields.map(
    (name) => `${sqlText(columnName(name))}: '${typesRead[findField(name)?.type ?? 'string']}'`,
  );
  const selected = fields.map((name) => `${expression(name, text)} AS ${identifier(columnName(name))}`);
  return (
    `COPY (SELECT ${selected.join(', ')} FROM read_csv(${sqlText(input)}, columns = {${read.join(', ')}}, ` +
    `delim = '\\t', quote = '', escape = '', header = false, nullstr = '-', auto_detect = false)) ` +
    `TO ${sqlText(output)} (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, WRITE_BLOOM_FILTER false)`
  );
}

function expression(name: string, text: DuckdbText): string {
  const column = identifier(columnName(name));
  const field = findField(name);
  if (field?.type === 'timestamp') return `epoch_ms(round(${column} * 1000)::BIGINT)`;
  if (field !== undefined && (field.type !== 'string' || text === 'raw' || field.form !== undefined))
    return column;
  return decode(column, field);
}

function decode(column: string, field: Field | undefined): string {
  const whole = `(CASE WHEN contains(${column}, '%') THEN url_decode(${column}) ELSE ${column} END)`;
  switch (field?.sensitivity) {
    case 'cookie':
      return 'NULL::VARCHAR';
    case 'url':
      return withoutSecretParameters(whole, field.name === 'cs-uri-query' ? '(^|[?&;#])' : '([?&;#])');
    case 'headers':
      return (
        `CASE WHEN regexp_matches(${column}, ${sqlText(endsOfSecretNames)}) ` +
        `THEN ${withoutSecretParameters(withoutSecretHeaders(whole), '([?&;#])')} ELSE ${whole} END`
      );
    default:
      return whole;
  }
}

function withoutSecretParameters(text: string, begin: string): string {
  return `regexp_replace(${text}, '(?i)${begin}(${secretParameters}=)[^&#\\x00-\\x20]+', '\\1\\2REDACTED', 'g')`;
}

function withoutSecretHeaders(text: string): string {
  return `regexp_replace(${text}, '(?im)^(${secretHeaders}:)[^\\n]+', '\\1REDACTED', 'g')`;
}

function identifier(name: string): string {
  return `"${name}"`;
}
