import {
  type AthenaContext,
  type AthenaRow,
  readAllRows,
  runQuery,
} from '../../../core/aws/athena/runQuery.ts';
import type { ScanBudget } from '../../../core/aws/athena/scanBudget.ts';
import { sqlText } from '../../../core/sql/literals.ts';
import { facets as allFacets, type Facet } from '../../facets/facets.ts';
import type { AnswerPart, FacetAnswer, Overview, Totals } from '../../questions/answer.ts';
import type { MetricName, TimeSpan } from '../../questions/pageState.ts';
import type { Filter, Question } from '../../questions/question.ts';
import { timeSteps } from '../../questions/timeSteps.ts';
import { isComparable, valueSql, windowSql } from '../../sql/conditions.ts';
import { type Engine, facetsSql, latestSql, seriesSql } from '../../sql/questions.ts';
import { describeFields } from '../describeFields.ts';
import type { QueryAnswer, RequestField, Source, SourceMeta } from '../source.ts';
import { explainByAthena } from './explainByAthena.ts';
import { facetAnswers, requestRow, seriesAnswer } from './readAnswers.ts';
import { type ReadMetrics, readTrafficChart, windowBefore } from './trafficChart.ts';

/** Maximum values per facet that a scan returns, including the map's countries. */
const maxValues = 60;
const shownValues = 8;
const shownRequests = 50;
const shownRows = 1_000;

const day = 86_400_000;

/** Options for querying the lake of a deployed stack. */
export interface AthenaSourceOptions {
  /** Name of the stack, shown on the page. */
  readonly name: string;
  /** How to run queries. Each question adds its own abort signal. */
  readonly context: Omit<AthenaContext, 'signal' | 'budget' | 'onStatus'>;
  /** Limit on the bytes that may be scanned while the page is open. */
  readonly budget: ScanBudget;
  /** Returns the current time in epoch milliseconds. */
  readonly now: () => number;
  /** @default athena */
  readonly engine?: Engine;
  /** Traffic metrics, which answer questions without filters. @default none: Athena answers all questions */
  readonly metrics?: { readonly read: ReadMetrics; readonly namespace: string } | undefined;
}

/**
 * Requests of a deployed stack, queried with Athena. A question takes three queries, which run when the user
 * clicks Run.
 */
export class AthenaSource implements Source {
  readonly #options: Required<Omit<AthenaSourceOptions, 'metrics'>> & Pick<AthenaSourceOptions, 'metrics'>;
  readonly #facets: readonly Facet[] = allFacets.filter(({ isDerived }) => !isDerived);
  /** Fixed, so that the window doesn't move while the page is open. */
  readonly #openedAt: number;

  constructor(options: AthenaSourceOptions) {
    this.#options = { engine: 'athena', ...options };
    this.#openedAt = Math.ceil(options.now() / 60_000) * 60_000;
  }

  meta(): SourceMeta {
    const { name, budget } = this.#options;
    const { scannedBytes, limitBytes } = budget;
    return {
      name,
      kind: 'athena',
      from: this.#openedAt - day,
      to: this.#openedAt - 1,
      rows: 1,
      rowsToLoad: 0,
      sampledOneOf: 1,
      warnings: [],
      strip: [
        { label: 'Scanned by this page', value: gigabytes(scannedBytes), isBad: false },
        {
          label: 'Budget',
          value: Number.isFinite(limitBytes) ? gigabytes(limitBytes) : 'no limit',
          isBad: scannedBytes >= limitBytes,
        },
      ],
      facets: allFacets.filter(isComparable).map(({ id, label, isHidden }) => ({ id, label, isHidden })),
    };
  }

  async *ask(question: Question, signal: AbortSignal): AsyncGenerator<AnswerPart> {
    const { engine } = this.#options;
    const startedAt = performance.now();
    const steps = timeSteps(question.from, question.to);
    let scannedBytes = 0;
    const rowsOf = async (sql: string): Promise<readonly AthenaRow[]> => {
      const answer = await readAllRows(this.#context(signal), sql);
      scannedBytes += answer.scannedBytes;
      return answer.rows;
    };
    const overview = await this.overview(question, signal).catch(() => null);
    if (overview === null) {
      yield { part: 'series', ...seriesAnswer(await rowsOf(seriesSql(question, steps, engine)), steps) };
    } else yield { part: 'series', series: overview.series, totals: overview.totals };
    yield { part: 'previous', totals: overview?.previous ?? null };
    const rows = await rowsOf(facetsSql(question, this.#facets, maxValues, engine));
    for (const facet of facetAnswers(rows, this.#facets, question.filters, shownValues)) {
      yield { part: 'facet', facet };
    }
    const latest = await rowsOf(latestSql(question, shownRequests, engine));
    yield { part: 'requests', rows: latest.map(requestRow) };
    yield { part: 'end', milliseconds: performance.now() - startedAt, sampledOneOf: 1, scannedBytes };
  }

  async overview({ filters, from, to }: Question, signal: AbortSignal): Promise<Overview | null> {
    const { metrics, now } = this.#options;
    if (metrics === undefined || filters.length > 0) return null;
    const [chart, before] = await Promise.all(
      [{ from, to }, windowBefore({ from, to })].map((span) =>
        readTrafficChart(metrics.read, metrics.namespace, span, now(), signal),
      ),
    );
    if (chart === undefined || isEmpty(chart.totals)) return null;
    return { ...chart, previous: before === undefined || isEmpty(before.totals) ? null : before.totals };
  }

  async facetValues(question: Question, facet: string, max: number, text: string): Promise<FacetAnswer> {
    const { engine } = this.#options;
    const facets = allFacets
      .filter((one) => one.id === facet && isComparable(one))
      .map((one) => ({ ...one, sql: valueSql(one, engine), isHidden: false }));
    const found = facets[0]?.sql ?? '';
    const narrowed =
      text === ''
        ? facets
        : facets.map((one) => ({
            ...one,
            sql: `CASE WHEN lower(${found}) LIKE ${sqlText(`%${text.toLowerCase().replaceAll(/[%_!]/g, '!$&')}%`)} ESCAPE '!' THEN ${found} END`,
          }));
    const { rows } = await readAllRows(
      this.#context(new AbortController().signal),
      facetsSql(question, narrowed, max + 1, engine),
    );
    const kept = text === '' ? rows : rows.filter(({ value }) => value !== null);
    const [answer] = facetAnswers(kept, facets, text === '' ? question.filters : [], max);
    if (answer === undefined || kept.length === 0) return { facet, distinct: 0, requests: 0, values: [] };
    // The requests that don't contain the text are counted as one value.
    const rest = text === '' ? undefined : rows.find(({ value }) => value === null);
    if (rest === undefined) return answer;
    return { ...answer, distinct: answer.distinct - 1, requests: answer.requests - Number(rest['n']) };
  }

  explain(filters: readonly Filter[], selected: TimeSpan, metric: MetricName, signal: AbortSignal) {
    return explainByAthena(
      this.#context(signal),
      this.#options.engine,
      filters,
      selected,
      metric,
      this.#openedAt,
    );
  }

  async request(key: string): Promise<readonly RequestField[] | undefined> {
    const [time, id] = key.split('/');
    const sql = `SELECT * FROM requests WHERE ${windowSql({ from: Number(time), to: Number(time) + 1 })}
  AND x_edge_request_id = ${sqlText(id ?? '')} LIMIT 1`;
    const { rows } = await readAllRows(this.#context(new AbortController().signal), sql);
    return rows[0] === undefined ? undefined : describeFields(rows[0]);
  }

  async query(sql: string, signal: AbortSignal): Promise<QueryAnswer> {
    const { columns, scannedBytes, pages } = await runQuery(this.#context(signal), sql);
    const rows: (readonly (string | null)[])[] = [];
    for await (const page of pages()) {
      rows.push(...page);
      if (rows.length > shownRows) break;
    }
    return {
      columns: columns.map(({ name }) => name),
      rows: rows.slice(0, shownRows),
      isCut: rows.length > shownRows,
      scannedBytes,
    };
  }

  endOfSavedQueries(): number {
    return this.#options.now();
  }

  export(): undefined {
    return undefined;
  }

  async close(): Promise<void> {}

  #context(signal: AbortSignal): AthenaContext {
    return { ...this.#options.context, budget: this.#options.budget, signal };
  }
}

function isEmpty({ byClass }: Totals): boolean {
  return byClass.every((count) => count === 0);
}

function gigabytes(bytes: number): string {
  return bytes < 1e9
    ? `${(bytes / 1e6).toLocaleString('en-US', { maximumFractionDigits: 1 })} MB`
    : `${(bytes / 1e9).toLocaleString('en-US', { maximumFractionDigits: 2 })} GB`;
}
