import { findCacheBusting } from '../../core/insight/cacheBusting/cacheBusting.ts';
import type { AnswerPart, BustedPath, RequestRow } from '../questions/answer.ts';
import type { TimeSpan } from '../questions/pageState.ts';
import type { Question } from '../questions/question.ts';
import { timeSteps } from '../questions/timeSteps.ts';
import { countCodes, topValues } from './countFacet.ts';
import { countSeries } from './countSeries.ts';
import { Dictionary } from './dictionary.ts';
import { bucketValue } from './latencyBuckets.ts';
import { latestRows, type RowPlace } from './latestRows.ts';
import { mergeSegments } from './mergeSegments.ts';
import { countMissedQueries, pathFacet } from './missedQueries.ts';
import { type Segment, segmentBytes } from './segment.ts';
import { type Selection, selectRows } from './selection.ts';

/** Values per facet that the page shows at first. */
const shownValues = 8;

/** More than the number of countries, so that the map is complete. */
const shownCountries = 260;

/** Maximum number of paths with cache busting. */
const shownPaths = 3;

/** Maximum number of small segments before they are merged. */
const maxSmallSegments = 32;

/** Number of requests in the list of latest requests. */
const shownRequests = 50;

/** Time span and number of the loaded requests. */
export interface TableSpan {
  /** Times of the first and last request in epoch milliseconds; 0 if there are no rows. */
  readonly from: number;
  readonly to: number;
  readonly rows: number;
}

/**
 * Stores requests in memory by column, with texts as dictionary codes. It answers questions with loops over
 * typed arrays, which takes a tenth of the time of the same question in SQL
 * (docs/decisions/explorer-engine.md).
 */
export class RequestTable {
  readonly #dictionaries = new Map<string, Dictionary>();
  #segments: Segment[] = [];
  #scale = 1;

  /** @param facets ids of the facets that rows can have */
  constructor(facets: readonly string[]) {
    for (const facet of facets) this.#dictionaries.set(facet, new Dictionary());
  }

  get segments(): readonly Segment[] {
    return this.#segments;
  }

  /** Bytes of the rows' columns, without the dictionaries. */
  get bytes(): number {
    return this.#segments.reduce((sum, segment) => sum + segmentBytes(segment), 0);
  }

  /** The table contains one in this many requests. */
  get sampledOneOf(): number {
    return this.#scale;
  }

  set sampledOneOf(scale: number) {
    this.#scale = scale;
  }

  dictionary(facet: string): Dictionary {
    const dictionary = this.#dictionaries.get(facet);
    if (dictionary === undefined) throw new Error(`expected the id of a facet, got '${facet}'`);
    return dictionary;
  }

  add(segment: Segment): void {
    this.#segments.push(segment);
  }

  /** Removes the rows of a file that was rewritten or deleted. */
  removeFile(file: number): void {
    for (const { files, times, rows } of this.#segments) {
      for (let row = 0; row < rows; row++) if (files[row] === file) times[row] = Number.NaN;
    }
  }

  /** Merges small segments if there are many: a live lake adds one per second. */
  mergeSmall(fewRows: number): void {
    const small = this.#segments.filter(({ rows }) => rows < fewRows);
    if (small.length < maxSmallSegments) return;
    this.#segments = [...this.#segments.filter(({ rows }) => rows >= fewRows), mergeSegments(small)];
  }

  /** Drops the segments with the earliest requests until at most `max` rows are left. */
  limitRows(max: number): void {
    const byAge = [...this.#segments].sort((a, b) => a.lastTime - b.lastTime);
    let rows = this.span().rows;
    while (rows > max && byAge.length > 1) rows -= (byAge.shift() as Segment).rows;
    this.#segments = this.#segments.filter((segment) => byAge.includes(segment));
  }

  span(): TableSpan {
    let from = Number.POSITIVE_INFINITY;
    let to = Number.NEGATIVE_INFINITY;
    let rows = 0;
    for (const segment of this.#segments) {
      rows += segment.rows;
      if (segment.firstTime < from) from = segment.firstTime;
      if (segment.lastTime > to) to = segment.lastTime;
    }
    return from <= to ? { from, to, rows } : { from: 0, to: 0, rows };
  }

  /** Returns the rows that a question selects. */
  select(question: Question): Selection {
    return selectRows(this.#segments, this.#dictionaries, question);
  }

  /** Answers a question in parts, in the order in which users look at them. */
  *answer(question: Question, facets: readonly string[]): Generator<AnswerPart> {
    const selection = this.select(question);
    const steps = timeSteps(question.from, question.to);
    yield { part: 'series', ...countSeries(selection.matching, steps, this.#scale) };
    yield { part: 'previous', totals: this.#previous(question) };
    yield { part: 'cacheBusting', paths: this.#bustedPaths(selection, question) };
    for (const facet of facets) {
      const max = facet === 'country' ? shownCountries : shownValues;
      yield { part: 'facet', facet: this.#facet(facet, selection, question, max) };
    }
    yield { part: 'requests', rows: this.latest(selection, shownRequests) };
  }

  /** Returns the values of one facet. If `text` isn't empty, only values that contain it. */
  facetValues(question: Question, facet: string, max: number, text = '') {
    return this.#facet(facet, this.select(question), question, max, text.toLowerCase());
  }

  /** Returns the locations of the latest requests that a question selects. */
  places(question: Question, max: number): { readonly file: number; readonly row: number }[] {
    const { matching } = this.select(question);
    return latestRows(matching, max).map(({ segment, row }) => ({
      file: segment.files[row],
      row: segment.fileRows[row],
    }));
  }

  latest(selection: Selection, max: number): RequestRow[] {
    return latestRows(selection.matching, max).map((place) => this.#row(place));
  }

  /** Returns the paths with the most cache misses whose query strings are nearly all different. */
  #bustedPaths({ matching }: Selection, span: TimeSpan): BustedPath[] {
    const dictionary = this.#dictionaries.get(pathFacet);
    if (dictionary === undefined) return [];
    const counts = countMissedQueries(matching, dictionary, [[span]]).map(({ path, counts: [all] }) => ({
      key: path,
      items: all.misses,
      distinct: all.queries,
    }));
    return findCacheBusting(counts)
      .slice(0, shownPaths)
      .map(({ path, queries, misses }) => ({ path, queries, misses: misses * this.#scale }));
  }

  #facet(facet: string, selection: Selection, { filters }: Question, max: number, text = '') {
    const dictionary = this.dictionary(facet);
    const rows = [...selection.matching, ...(selection.excludedByOwnFilter.get(facet) ?? [])];
    const counts = countCodes(facet, dictionary.size, rows);
    if (this.#scale !== 1) for (let place = 0; place < counts.length; place++) counts[place] *= this.#scale;
    if (text !== '') keepMatching(counts, dictionary, text);
    const filter = text === '' ? filters.find((one) => one.facet === facet) : undefined;
    return topValues(facet, dictionary, counts, filter, max);
  }

  /** Returns the totals of the preceding window of the same length; null unless all of its requests are loaded. */
  #previous({ from, to, filters }: Question) {
    const earlier = { from: from - (to - from), to: from, filters };
    const span = this.span();
    if (span.rows === 0 || span.from > earlier.from) return null;
    const { matching } = selectRows(this.#segments, this.#dictionaries, earlier);
    const steps = { start: earlier.from, length: to - from, count: 1 };
    return countSeries(matching, steps, this.#scale).totals;
  }

  #row({ segment, row }: RowPlace): RequestRow {
    const text = (facet: string) => {
      const codes = segment.codes.get(facet);
      return codes === undefined ? null : this.dictionary(facet).text(codes[row]);
    };
    const bucket = segment.firstByte[row];
    return {
      key: `${segment.files[row]}.${segment.fileRows[row]}`,
      time: segment.times[row],
      status: text('status'),
      method: text('method'),
      host: text('host'),
      path: text('path'),
      country: text('country'),
      edge: text('edge'),
      result: text('result'),
      firstByte: bucket === 0 ? null : bucketValue(bucket),
      bytes: segment.bytes[row],
    };
  }
}

function keepMatching(counts: Uint32Array, dictionary: Dictionary, text: string): void {
  const width = counts.length / dictionary.size;
  for (let code = 0; code < dictionary.size; code++) {
    if (dictionary.text(code)?.toLowerCase().includes(text)) continue;
    counts.fill(0, code * width, (code + 1) * width);
  }
}
