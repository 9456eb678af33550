import type { FacetName } from '../../core/insight/facets/facets.ts';
import { findFacet } from '../../core/insight/facets/facets.ts';
import type { Ranking } from '../../core/insight/top/rankings.ts';
import type { Paint } from '../../terminal/colors.ts';
import { cutToWidth, displayWidth, padToWidth } from '../../terminal/displayWidth.ts';
import { plainText } from '../../terminal/plainText.ts';
import type { Snapshot, TopValue } from './snapshot.ts';

/** Settings of the screen. */
export interface ScreenSettings {
  readonly paint: Paint;
  readonly columns: number;
  readonly rows: number;
  /** Name of the source, such as the name of the stream. */
  readonly source: string;
  /** Index of the first list that is shown. */
  readonly firstList: number;
  readonly where: string | undefined;
  readonly paused: boolean;
  /** The text of the filter while it is being edited. */
  readonly edited: string | undefined;
  /** Error message about the filter. */
  readonly message: string | undefined;
}

/** Minimum width of a list, and space between two lists, in columns. */
const narrowestList = 38;
const gap = 2;

/** Lines other than the lists: header, sums, percentiles, finding, and an empty line above, and the keys below. */
const otherLines = 6;

/** Minimum number of values in a list if lists are shown in two rows. */
const minValues = 5;

/** Returns the lines of the screen, which fit its size. */
export function screenLines(snapshot: Snapshot, settings: ScreenSettings): string[] {
  const { rows } = settings;
  const head = [
    header(snapshot, settings),
    sums(snapshot, settings),
    latencies(snapshot, settings),
    finding(snapshot, settings),
  ];
  const lists = listLines(snapshot, settings, rows - otherLines);
  const body = [...head, ...lists].slice(0, rows - 2);
  const filler = Array.from({ length: Math.max(0, rows - 1 - body.length) }, () => '');
  return [...body, ...filler, foot(snapshot, settings)].slice(0, rows);
}

/** Returns the last line: an error message, the end of the filter while it is being edited, or the keys. */
function foot(snapshot: Snapshot, settings: ScreenSettings): string {
  const { columns, paint, edited, message } = settings;
  if (message !== undefined) return paint('red', cut(message, columns));
  if (edited === undefined) return paint('dim', cut(keys(snapshot, settings), columns));
  const text = plainText(`where ${edited}▏`);
  const help = ' (Enter applies, Esc cancels)';
  const room = columns - help.length;
  if (displayWidth(text) <= room) return text + help;
  return displayWidth(text) <= columns ? text : cutToWidth(`…${text.slice(1 - columns)}`, columns);
}

/** Returns the line above the lists: the finding, if there is one. */
function finding({ cacheBusting: [busting] }: Snapshot, { columns, paint }: ScreenSettings): string {
  return busting === undefined ? '' : paint('yellow', cut(describeBusting(busting), columns));
}

/** Describes a finding in one line. The path is at the end because it may be long. */
export function describeBusting({ queries, misses, path }: Snapshot['cacheBusting'][number]): string {
  return `cache busting? ${formatShort(queries)} query strings in ${formatShort(misses)} misses of ${path}`;
}

/** Returns the number of lists that fit on a screen. */
export function countFittingLists({ columns, rows }: Pick<ScreenSettings, 'columns' | 'rows'>): number {
  return across(columns) * down(rows - otherLines);
}

const across = (columns: number) => Math.max(1, Math.floor((columns + gap) / (narrowestList + gap)));
const down = (rows: number) => (rows >= 2 * (minValues + 2) ? 2 : 1);
const cut = (text: string, columns: number) => cutToWidth(plainText(text), columns);

function header(snapshot: Snapshot, { source, columns, paint, paused }: ScreenSettings): string {
  const time = `${snapshot.time.slice(11, 19)} UTC`;
  const left = `cfrl top  ${source}  last ${duration(snapshot.seconds)}${paused ? '  PAUSED' : ''}`;
  const partial = describePartRead(snapshot);
  const right = partial ?? time;
  const room = columns - displayWidth(right) - gap;
  if (room < 10) return paint(partial === undefined ? 'bold' : 'yellow', cut(right, columns));
  return `${paint('bold', padToWidth(cut(left, room), room + gap))}${partial === undefined ? right : paint('yellow', right)}`;
}

/** Describes which part of the records was read; undefined if it is all of them, or nearly all. */
export function describePartRead({ partRead, shards }: Snapshot): string | undefined {
  if (partRead >= 0.995) return undefined;
  if (shards.all === 0) return 'partial: nothing read yet';
  return `partial: about ${Math.floor(100 * partRead)}% read, ${shards.incomplete} of ${shards.all} shards behind`;
}

function sums(snapshot: Snapshot, { columns, paint }: ScreenSettings): string {
  const { requestsPerSecond, bytesPerSecond, rate4xx, rate5xx, hitRatio } = snapshot;
  const parts = [
    `${formatShort(requestsPerSecond)} requests/s`,
    formatByteRate(bytesPerSecond),
    `4xx ${percent(rate4xx)}`,
    `5xx ${percent(rate5xx)}`,
    `hits ${hitRatio === null ? '-' : percent(hitRatio)}`,
  ];
  const line = cut(parts.join('   '), columns);
  return rate5xx >= 0.01 ? line.replace(parts[3], (text) => paint('red', text)) : line;
}

function latencies({ firstByte }: Snapshot, { columns, where }: ScreenSettings): string {
  const times =
    firstByte === null
      ? 'first byte -'
      : `first byte p50 ${firstByte.p50} ms   p95 ${firstByte.p95} ms   p99 ${firstByte.p99} ms`;
  return cut(where === undefined ? times : `${times}   where ${where}`, columns);
}

function keys({ ranking }: Snapshot, { paused }: ScreenSettings): string {
  return `by ${ranking}   ←→ lists  m measure  / filter  p ${paused ? 'continue' : 'pause'}  q quit`;
}

function listLines(snapshot: Snapshot, settings: ScreenSettings, room: number): string[] {
  const { columns, firstList } = settings;
  const names = Object.keys(snapshot.lists) as FacetName[];
  if (names.length === 0 || room < 2) return [];
  const width = Math.floor((columns - gap * (across(columns) - 1)) / across(columns));
  const bands = down(room);
  const height = Math.floor(room / bands);
  const shown = Array.from(
    { length: Math.min(names.length, across(columns) * bands) },
    (_, index) => names[(firstList + index) % names.length],
  );
  return Array.from({ length: bands }, (_, band) => {
    const own = shown.slice(band * across(columns), (band + 1) * across(columns));
    const blocks = own.map((name) => block(name, snapshot, settings, width, height));
    return Array.from({ length: blocks.length === 0 ? 0 : height }, (_, line) =>
      blocks.map((lines) => lines[line] ?? ' '.repeat(width)).join(' '.repeat(gap)),
    );
  }).flat();
}

/** Returns the lines of a list: its title, its values, and an empty line. */
function block(
  name: FacetName,
  snapshot: Snapshot,
  { paint }: ScreenSettings,
  width: number,
  height: number,
): string[] {
  const title = findFacet(name)?.title ?? name;
  const values = (snapshot.lists[name] ?? []).slice(0, height - 2);
  const numbers = 16;
  const row = (text: string, count: string, share: string) =>
    `${padToWidth(cut(text, width - numbers), width - numbers)}${count.padStart(10)}${share.padStart(6)}`;
  return [
    paint('cyan', row(title, rankingTitle(snapshot.ranking), 'share')),
    ...values.map((value) =>
      row(
        value.value === '' ? '(empty)' : value.value,
        describeCount(value, snapshot.ranking, formatShort),
        percent(value.share),
      ),
    ),
  ];
}

/** Formats a count, with a mark if it isn't exact. */
export function describeCount(
  { count, error }: TopValue,
  ranking: Ranking,
  format: (count: number) => string,
): string {
  const mark = ranking === 'queries' ? '≈' : '≤';
  return `${error > 0 ? mark : ''}${format(count)}`;
}

/** Returns the title of the column of counts. */
export const rankingTitle = (ranking: Ranking) => (ranking === 'peak' ? 'peak/s' : ranking);

function percent(share: number): string {
  const value = 100 * share;
  return `${value >= 9.95 || value === 0 ? Math.round(value) : value.toFixed(1)}%`;
}

/** Formats a number in at most five characters: 1234, 12.3k, 1.2M. */
export function formatShort(number: number): string {
  if (number < 1000) return String(number < 10 ? Number(number.toFixed(1)) : Math.round(number));
  const [divided, unit] = ['k', 'M', 'G', 'T', 'P']
    .map((letter, index) => [number / 1000 ** (index + 1), letter] as const)
    .find(([value]) => value < 999.5) ?? [number / 1e15, 'P'];
  return `${divided < 9.95 ? divided.toFixed(1) : Math.round(divided)}${unit}`;
}

/** Formats bytes per second with a unit, such as `7.1 MB/s`. */
export function formatByteRate(bytesPerSecond: number): string {
  return `${formatShort(bytesPerSecond).replace(/[kMGTP]?$/, ' $&')}B/s`;
}

function duration(seconds: number): string {
  return seconds >= 120 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds)} s`;
}
