import {
  combineSeries,
  isArray,
  joinSeries,
  type MathValue,
  mapValues,
  type TimeSeries,
} from './timeSeries.ts';

/** Data that expressions can refer to. */
export interface MathContext {
  /** Returns the value of the query with this ID. */
  readonly value: (id: string) => MathValue;
  /** Starts of the requested periods, in epoch seconds, oldest first. */
  readonly times: (period: number) => readonly number[];
  /** Returns the time series that a SEARCH expression finds. */
  readonly search: (
    expression: string,
    statistic: string,
    period: number | undefined,
  ) => readonly TimeSeries[];
}

type Token = { readonly kind: 'number' | 'text' | 'name' | 'sign'; readonly text: string };

const tokenPattern =
  /\s*(?:(\d+\.?\d*(?:e[+-]?\d+)?|\.\d+)|'([^']*)'|"([^"]*)"|([A-Za-z_]\w*)|(&&|\|\||[<>=!]=|[-+*/^()<>,]))/iy;

/**
 * Evaluates a metric math expression. Supports the functions that a pipeline's dashboard and alarms use
 * (CloudWatch user guide, 'Using metric math', November 2026).
 *
 * @throws Error if the expression is invalid or uses a function that isn't emulated
 */
export function evaluateMath(expression: string, context: MathContext): MathValue {
  const parser = new MathParser(tokenize(expression), context);
  return parser.parse();
}

function tokenize(expression: string): Token[] {
  const tokens: Token[] = [];
  tokenPattern.lastIndex = 0;
  const end = expression.trimEnd().length;
  while (tokenPattern.lastIndex < end) {
    const start = tokenPattern.lastIndex;
    const [, number, single, double, name, sign] = tokenPattern.exec(expression) ?? [];
    if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (single !== undefined || double !== undefined)
      tokens.push({ kind: 'text', text: single ?? double ?? '' });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
    else throw new Error(`expected metric math, got '${expression.slice(start)}'`);
  }
  return tokens;
}

/** Operators by precedence, the lowest first. */
const levels: readonly Readonly<Record<string, (a: number, b: number) => number>>[] = [
  { '||': (a, b) => Number(a !== 0 || b !== 0), OR: (a, b) => Number(a !== 0 || b !== 0) },
  { '&&': (a, b) => Number(a !== 0 && b !== 0), AND: (a, b) => Number(a !== 0 && b !== 0) },
  {
    '<': (a, b) => Number(a < b),
    '>': (a, b) => Number(a > b),
    '<=': (a, b) => Number(a <= b),
    '>=': (a, b) => Number(a >= b),
    '==': (a, b) => Number(a === b),
    '!=': (a, b) => Number(a !== b),
  },
  { '+': (a, b) => a + b, '-': (a, b) => a - b },
  { '*': (a, b) => a * b, '/': (a, b) => a / b },
  { '^': (a, b) => a ** b },
];

class MathParser {
  readonly #tokens: Token[];
  readonly #context: MathContext;

  constructor(tokens: Token[], context: MathContext) {
    this.#tokens = tokens;
    this.#context = context;
  }

  parse(): MathValue {
    const value = this.#level(0);
    const rest = this.#tokens[0];
    if (rest !== undefined) throw new Error(`expected the end of the expression, got '${rest.text}'`);
    return value;
  }

  #level(index: number): MathValue {
    const operators = levels[index];
    if (operators === undefined) return this.#factor();
    let left = this.#level(index + 1);
    for (;;) {
      const operator = operators[this.#tokens[0]?.text.toUpperCase() ?? ''];
      if (operator === undefined || this.#tokens[0]?.kind === 'text') return left;
      this.#tokens.shift();
      left = applyOperator(left, this.#level(index + 1), operator);
    }
  }

  #factor(): MathValue {
    const token = this.#tokens.shift();
    if (token === undefined) throw new Error('expected a value, got the end of the expression');
    if (token.kind === 'number') return Number(token.text);
    if (token.text === '-' && token.kind === 'sign') return applyOperator(0, this.#factor(), (a, b) => a - b);
    if (token.text === '(' && token.kind === 'sign') {
      const value = this.#level(0);
      this.#expect(')');
      return value;
    }
    if (token.kind !== 'name') throw new Error(`expected a value, got '${token.text}'`);
    return this.#tokens[0]?.text === '('
      ? this.#call(token.text.toUpperCase())
      : this.#context.value(token.text);
  }

  #call(name: string): MathValue {
    this.#expect('(');
    if (name === 'SEARCH') return this.#search();
    const args: MathValue[] = [];
    while (this.#tokens[0]?.text !== ')') {
      args.push(this.#level(0));
      if (this.#tokens[0]?.text === ',') this.#tokens.shift();
    }
    this.#expect(')');
    return name === 'FILL' ? this.#fill(args) : applyFunction(name, args);
  }

  /** `FILL(series, number)`: replaces missing values by a number. A series without values remains empty. */
  #fill([series = 0, filler]: readonly MathValue[]): MathValue {
    if (typeof series === 'number') return series;
    if (isArray(series)) return series.map((each) => this.#fill([each, filler ?? 0]) as TimeSeries);
    if (series.values.size === 0) return series;
    if (typeof filler !== 'number') throw new Error('FILL is emulated with a number only');
    const values = this.#context
      .times(series.period)
      .map((time): [number, number] => [time, series.values.get(time) ?? filler]);
    return { ...series, values: new Map(values) };
  }

  #search(): readonly TimeSeries[] {
    const expression = this.#text();
    this.#expect(',');
    const statistic = this.#text();
    const hasPeriod = this.#tokens[0]?.text === ',';
    if (hasPeriod) this.#tokens.shift();
    const period = hasPeriod ? Number(this.#tokens.shift()?.text) : undefined;
    this.#expect(')');
    return this.#context.search(expression, statistic, period);
  }

  #text(): string {
    const token = this.#tokens.shift();
    if (token?.kind !== 'text')
      throw new Error(`expected a text in quotes, got '${token?.text ?? 'the end'}'`);
    return token.text;
  }

  #expect(sign: string): void {
    const token = this.#tokens.shift();
    if (token?.text !== sign) throw new Error(`expected '${sign}', got '${token?.text ?? 'the end'}'`);
  }
}

function applyOperator(
  left: MathValue,
  right: MathValue,
  operator: (a: number, b: number) => number,
): MathValue {
  if (isArray(left)) return left.map((series) => applyOperator(series, right, operator) as TimeSeries);
  if (isArray(right)) return right.map((series) => applyOperator(left, series, operator) as TimeSeries);
  if (typeof left === 'number' && typeof right === 'number') return operator(left, right);
  if (typeof left === 'number') return mapValues(right as TimeSeries, (value) => operator(left, value));
  if (typeof right === 'number') return mapValues(left, (value) => operator(value, right));
  return joinSeries(left, right, operator);
}

const aggregates: Readonly<Record<string, (values: readonly number[]) => number>> = {
  SUM: (values) => values.reduce((sum, value) => sum + value, 0),
  AVG: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  MIN: (values) => Math.min(...values),
  MAX: (values) => Math.max(...values),
};

const perValue: Readonly<Record<string, (value: number) => number>> = {
  ABS: Math.abs,
  CEIL: Math.ceil,
  FLOOR: Math.floor,
};

function applyFunction(name: string, args: readonly MathValue[]): MathValue {
  const [first = 0, second, third] = args;
  const aggregate = aggregates[name];
  if (aggregate !== undefined) {
    if (isArray(first)) return combineSeries(first, aggregate);
    return typeof first === 'number' ? first : aggregate([...first.values.values()]);
  }
  if (name === 'RUNNING_SUM') return runningSum(first);
  const change = perValue[name];
  if (change !== undefined) return applyOperator(first, 0, (value) => change(value));
  if (name === 'PERIOD' && typeof first === 'object' && !isArray(first)) return first.period;
  if (name === 'IF') return choose(first, second ?? 0, third);
  throw new Error(`${name} is not emulated`);
}

/** Replaces each value by the sum of it and all values before it. */
function runningSum(value: MathValue): MathValue {
  if (typeof value === 'number') throw new Error('expected a series in RUNNING_SUM, got a number');
  if (isArray(value)) return value.map((series) => runningSum(series) as TimeSeries);
  let sum = 0;
  const times = [...value.values.keys()].sort((a, b) => a - b);
  const values = times.map((time): [number, number] => {
    sum += value.values.get(time) ?? 0;
    return [time, sum];
  });
  return { ...value, values: new Map(values) };
}

/**
 * `IF(condition, then, otherwise)`. If the condition is a series, the result has its times. Missing values
 * count as 0.
 */
function choose(condition: MathValue, then: MathValue, otherwise: MathValue | undefined): MathValue {
  if (typeof condition === 'number') return condition !== 0 ? then : (otherwise ?? 0);
  if (isArray(condition)) return condition.map((series) => choose(series, then, otherwise) as TimeSeries);
  const at = (value: MathValue | undefined, time: number) => {
    if (value === undefined || typeof value === 'number') return value;
    return isArray(value) ? undefined : (value.values.get(time) ?? 0);
  };
  return mapValues(condition, (value, time) => at(value !== 0 ? then : otherwise, time));
}
