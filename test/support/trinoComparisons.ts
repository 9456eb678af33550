import { DuckDBInstance } from '@duckdb/node-api';

/** Groups of types that Trino can compare: it only converts between numbers, and between dates and timestamps. */
type Kind = 'text' | 'number' | 'time' | 'boolean' | 'interval' | 'unknown';

/** A node in DuckDB's syntax tree of a query. */
type Node = Readonly<Record<string, unknown>>;

const kindsByType: readonly (readonly [RegExp, Kind])[] = [
  [/^(varchar|string|char)/i, 'text'],
  [/^(date|timestamp)/i, 'time'],
  [/^boolean/i, 'boolean'],
  [/^interval/i, 'interval'],
  [/^(tinyint|smallint|int|bigint|hugeint|double|float|real|decimal)/i, 'number'],
];

const functionKinds: Readonly<Record<string, Kind>> = {
  '||': 'text',
  concat: 'text',
  lower: 'text',
  lpad: 'text',
  split_part: 'text',
  regexp_extract: 'text',
  md5: 'text',
  date_trunc: 'time',
  get_current_timestamp: 'time',
  hour: 'number',
  date_diff: 'number',
  count: 'number',
  count_star: 'number',
  count_if: 'number',
  cume_dist: 'number',
  row_number: 'number',
  round: 'number',
  floor: 'number',
  to_hours: 'interval',
  to_minutes: 'interval',
  to_days: 'interval',
};

function kindOfType(type: string): Kind {
  return kindsByType.find(([form]) => form.test(type))?.[1] ?? 'unknown';
}

/**
 * Returns the comparisons in a query that Trino rejects, although DuckDB converts one side: `varchar = date`,
 * `varchar = integer`, `timestamp < varchar`.
 *
 * @param columnTypes types of the tables' columns by name
 */
export async function refusedComparisons(
  sql: string,
  columnTypes: Readonly<Record<string, string>>,
): Promise<string[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(
    `SELECT json_serialize_sql('${sql.replaceAll("'", "''")}')::varchar AS tree`,
  );
  connection.closeSync();
  const tree = JSON.parse(String(reader.getRowObjectsJson()[0]?.['tree'])) as Node;
  if (tree['error'] === true)
    throw new Error(`expected SQL that DuckDB reads, got ${String(tree['error_message'])}`);
  return new Checker(columnTypes).check(tree);
}

class Checker {
  readonly #kinds: Map<string, Kind>;

  constructor(columnTypes: Readonly<Record<string, string>>) {
    this.#kinds = new Map(Object.entries(columnTypes).map(([name, type]) => [name, kindOfType(type)]));
    for (const clock of ['current_date', 'current_timestamp', 'localtimestamp'])
      this.#kinds.set(clock, 'time');
  }

  check(tree: Node): string[] {
    const nodes = [...nodesOf(tree)];
    // The types of the query's own names are known after one or two passes over the names that they are
    // derived from.
    for (let pass = 0; pass < 3; pass++) {
      for (const node of nodes) {
        const alias = node['alias'];
        if (typeof alias === 'string' && alias !== '' && !this.#kinds.has(alias)) {
          const kind = this.#kind(node);
          if (kind !== 'unknown') this.#kinds.set(alias, kind);
        }
      }
    }
    return nodes.flatMap((node) => this.#refusals(node));
  }

  #refusals(node: Node): string[] {
    const sides = sidesOf(node);
    const kinds = new Set(sides.map((side) => this.#kind(side)).filter((kind) => kind !== 'unknown'));
    return kinds.size > 1 ? [`${[...kinds].join(' with ')} in ${String(node['type'])}`] : [];
  }

  #kind(node: Node): Kind {
    switch (node['class']) {
      case 'COLUMN_REF':
        return this.#kinds.get(String((node['column_names'] as string[]).at(-1))) ?? 'unknown';
      case 'CONSTANT': {
        const { type, is_null } = node['value'] as { type: { id: string }; is_null: boolean };
        return is_null ? 'unknown' : kindOfType(type.id);
      }
      case 'CAST':
        return kindOfType((node['cast_type'] as { id: string }).id);
      case 'CASE':
        return this.#firstKind((node['case_checks'] as Node[]).map((each) => each['then_expr'] as Node));
      case 'OPERATOR':
        return node['type'] === 'OPERATOR_COALESCE' ? this.#firstKind(node['children'] as Node[]) : 'boolean';
      case 'COMPARISON':
      case 'CONJUNCTION':
      case 'BETWEEN':
        return 'boolean';
      case 'WINDOW':
      case 'FUNCTION':
        return this.#kindOfFunction(node);
      default:
        return 'unknown';
    }
  }

  #kindOfFunction(node: Node): Kind {
    const name = String(node['function_name']);
    const children = node['children'] as Node[];
    if (name in functionKinds) return functionKinds[name];
    if (
      ['+', '-', 'max', 'min', 'max_by', 'greatest', 'nullif', 'coalesce', 'sum', 'avg', '*', '/'].includes(
        name,
      )
    )
      return this.#firstKind(children);
    return 'unknown';
  }

  #firstKind(nodes: readonly Node[]): Kind {
    return nodes.map((node) => this.#kind(node)).find((kind) => kind !== 'unknown') ?? 'unknown';
  }
}

/** Returns the values that a node compares with each other. */
function sidesOf(node: Node): Node[] {
  if (node['class'] === 'COMPARISON') return [node['left'] as Node, node['right'] as Node];
  if (node['class'] === 'BETWEEN')
    return [node['input'] as Node, node['lower'] as Node, node['upper'] as Node];
  if (node['class'] === 'OPERATOR' && /_IN$/.test(String(node['type']))) return node['children'] as Node[];
  return [];
}

function* nodesOf(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const each of value) yield* nodesOf(each);
  else if (value !== null && typeof value === 'object') {
    yield value as Node;
    for (const each of Object.values(value)) yield* nodesOf(each);
  }
}
