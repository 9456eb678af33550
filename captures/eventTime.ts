import type { Layout } from '../core/layouts/layout.ts';

/** `1669021069.951`, and without or with other decimals, as other programs may have written it. */
const epochSeconds = /^\d{9,12}(?:\.\d+)?$/;

/** Bytes of the longest timestamp looked for. */
const longest = 32;

const tab = 0x09;
const newline = 0x0a;

/** The last moment of the year 9999, beyond which engines have no timestamps. */
const lastTime = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** Reads the time of a line's event, in epoch milliseconds; undefined if the line has none. */
export type EventTimeReader = (line: Buffer) => number | undefined;

/** How times are read of lines of layouts: by their first field, where that is `timestamp`. */
export function eventTimeReader(layouts: readonly Layout[]): EventTimeReader {
  return layouts.every(({ fields }) => fields[0] === 'timestamp') ? eventTime : () => undefined;
}

function eventTime(line: Buffer): number | undefined {
  let end = 0;
  while (end < line.length && end <= longest && line[end] !== tab && line[end] !== newline) end++;
  const text = line.toString('latin1', 0, end);
  if (!epochSeconds.test(text)) return undefined;
  const time = Math.round(Number(text) * 1000);
  return time <= lastTime ? time : undefined;
}
