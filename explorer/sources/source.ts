import type { Facet } from '../facets/facets.ts';
import type { AnswerPart, FacetAnswer, Overview } from '../questions/answer.ts';
import type { PageExplanation } from '../questions/explanation.ts';
import type { MetricName, TimeSpan } from '../questions/pageState.ts';
import type { Filter, Question } from '../questions/question.ts';

/** A figure of the pipeline that fills a source. */
export interface StripItem {
  readonly label: string;
  readonly value: string;
  /** It asks for attention. */
  readonly isBad: boolean;
}

/** What a page has to know before it asks. */
export interface SourceMeta {
  /** Where the requests come from: `lake` or the name of a stack. */
  readonly name: string;
  readonly kind: 'folder' | 'live' | 'athena';
  /** First and last time with requests, in epoch milliseconds. */
  readonly from: number;
  readonly to: number;
  readonly rows: number;
  /** Rows that are not loaded yet. */
  readonly rowsToLoad: number;
  /** One of so many requests is loaded. */
  readonly sampledOneOf: number;
  /** What went wrong with some of the data, in sentences. */
  readonly warnings: readonly string[];
  /** How the pipeline is that fills the source; empty if there is none. */
  readonly strip: readonly StripItem[];
  readonly facets: readonly Pick<Facet, 'id' | 'label' | 'isHidden'>[];
}

/** A field of a request, for the drawer. */
export interface RequestField {
  readonly name: string;
  readonly value: string | null;
  readonly meaning: string;
  readonly unit?: string | undefined;
}

/** An answer of a query: texts by row and column. */
export interface QueryAnswer {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
  /** More rows exist than are given. */
  readonly isCut: boolean;
  readonly scannedBytes?: number;
}

/** Forms of a file of requests. */
export type ExportFormat = 'csv' | 'parquet';

/** A file in a temporary folder of its own, which is removed once it is sent. */
export interface ExportedFile {
  readonly path: string;
  readonly name: string;
}

/** Where requests come from. */
export interface Source {
  meta(): SourceMeta;
  /** Answers a question in parts. The signal ends it early. */
  ask(question: Question, signal: AbortSignal): AsyncIterable<AnswerPart>;
  /** Tiles and chart of a question without filters, which cost nothing to speak of; null if there are no metrics. */
  overview(question: Question, signal: AbortSignal): Promise<Overview | null>;
  /** Values of a facet; those with a text in them if one is given. */
  facetValues(question: Question, facet: string, most: number, text: string): Promise<FacetAnswer>;
  /** Why a metric changed in a selection; null if there is nothing to compare it with. */
  explain(
    filters: readonly Filter[],
    selected: TimeSpan,
    metric: MetricName,
    signal: AbortSignal,
  ): Promise<PageExplanation | null>;
  /** Every field of a request of the list, or undefined if it is no longer there. */
  request(key: string): Promise<readonly RequestField[] | undefined>;
  /** Answers SQL over the tables of the lake. */
  query(sql: string, signal: AbortSignal): Promise<QueryAnswer>;
  /** Time that saved queries look back from, in epoch milliseconds. */
  queriesUntil(): number;
  /** Writes the requests of a question into a file; undefined if the source cannot. */
  export(question: Question, format: ExportFormat): Promise<ExportedFile> | undefined;
  close(): Promise<void>;
}
