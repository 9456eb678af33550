import type { Facet } from '../facets/facets.ts';
import type { AnswerPart, FacetAnswer, Overview } from '../questions/answer.ts';
import type { PageExplanation } from '../questions/explanation.ts';
import type { MetricName, TimeSpan } from '../questions/pageState.ts';
import type { Filter, Question } from '../questions/question.ts';

/** A number about the pipeline that fills a source. */
export interface StripItem {
  readonly label: string;
  readonly value: string;
  /** The value needs attention. */
  readonly isBad: boolean;
}

/** Description of a source, which the page reads before it asks questions. */
export interface SourceMeta {
  /** Name of the source: `lake`, or the name of a stack. */
  readonly name: string;
  readonly kind: 'folder' | 'live' | 'athena';
  /** Times of the first and last request, in epoch milliseconds. */
  readonly from: number;
  readonly to: number;
  readonly rows: number;
  /** Rows that are not loaded yet. */
  readonly rowsToLoad: number;
  /** One in this many requests is loaded. */
  readonly sampledOneOf: number;
  /** Sentences about data that couldn't be read. */
  readonly warnings: readonly string[];
  /** State of the pipeline that fills the source; empty if there is no pipeline. */
  readonly strip: readonly StripItem[];
  readonly facets: readonly Pick<Facet, 'id' | 'label' | 'isHidden'>[];
}

/** A field of a request. */
export interface RequestField {
  readonly name: string;
  readonly value: string | null;
  readonly meaning: string;
  readonly unit?: string | undefined;
}

/** Result of a query: texts by row and column. */
export interface QueryAnswer {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
  /** There are more rows than the result contains. */
  readonly isCut: boolean;
  readonly scannedBytes?: number;
}

/** Formats of exported requests. */
export type ExportFormat = 'csv' | 'parquet';

/** A file in its own temporary folder, which is removed after the file is sent. */
export interface ExportedFile {
  readonly path: string;
  readonly name: string;
}

/** A source of requests. */
export interface Source {
  meta(): SourceMeta;
  /** Answers a question in parts. The signal cancels the answer. */
  ask(question: Question, signal: AbortSignal): AsyncIterable<AnswerPart>;
  /** Returns tiles and chart of a question without filters, at almost no cost; null if there are no metrics. */
  overview(question: Question, signal: AbortSignal): Promise<Overview | null>;
  /** Returns the values of a facet. If `text` isn't empty, only values that contain it. */
  facetValues(question: Question, facet: string, max: number, text: string): Promise<FacetAnswer>;
  /** Explains why a metric changed in a selection; null if there are no requests to compare with. */
  explain(
    filters: readonly Filter[],
    selected: TimeSpan,
    metric: MetricName,
    signal: AbortSignal,
  ): Promise<PageExplanation | null>;
  /** Returns all fields of a listed request, or undefined if it no longer exists. */
  request(key: string): Promise<readonly RequestField[] | undefined>;
  /** Runs SQL over the tables of the lake. */
  query(sql: string, signal: AbortSignal): Promise<QueryAnswer>;
  /** End of the period that saved queries read, in epoch milliseconds. */
  endOfSavedQueries(): number;
  /** Writes the requests of a question to a file; undefined if the source doesn't support exports. */
  export(question: Question, format: ExportFormat): Promise<ExportedFile> | undefined;
  close(): Promise<void>;
}
