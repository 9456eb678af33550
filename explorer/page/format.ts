const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 3 });
const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** Formats a count in at most five characters: `1.01M`, `8,123`. */
export function formatCount(count: number): string {
  return Math.abs(count) < 10_000 ? whole.format(count) : compact.format(count);
}

/** Formats a count with all of its digits. */
export function formatWhole(count: number): string {
  return whole.format(count);
}

/** Formats a share as a percentage: `0.058%`, `79.7%`. Only the whole is `100%`. */
export function formatShare(part: number, all: number): string {
  if (all === 0) return '–';
  const percent = (100 * part) / all;
  if (percent === 0 || percent === 100) return `${percent}%`;
  if (percent > 99.9 && percent < 100) return '>99.9%';
  if (percent >= 10) return `${percent.toFixed(1)}%`;
  return `${percent < 0.001 ? '<0.001' : percent.toPrecision(2)}%`;
}

/** Formats a rate: `13.7`, `0.25`, `1,240`. */
export function formatRate(perSecond: number): string {
  if (perSecond === 0) return '0';
  if (perSecond >= 10_000) return compact.format(perSecond);
  if (perSecond >= 100) return whole.format(perSecond);
  return perSecond < 0.01 ? '<0.01' : String(Number(perSecond.toPrecision(3)));
}

/** Formats a duration in milliseconds: `8 ms`, `1.24 s`. */
export function formatMilliseconds(milliseconds: number | null): string {
  if (milliseconds === null) return '–';
  return milliseconds < 1_000
    ? `${Math.round(milliseconds)} ms`
    : `${(milliseconds / 1_000).toPrecision(3)} s`;
}

/** Formats bits per second: `25.3 Mbit/s`. */
export function formatBitRate(bitsPerSecond: number): string {
  return formatScaled(bitsPerSecond, ['bit/s', 'kbit/s', 'Mbit/s', 'Gbit/s', 'Tbit/s']);
}

/** Formats bytes: `1.2 MB`. */
export function formatBytes(bytes: number): string {
  return formatScaled(bytes, ['B', 'kB', 'MB', 'GB', 'TB']);
}

function formatScaled(value: number, units: readonly string[]): string {
  const scale = value < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(value) / 3));
  const scaled = value / 1_000 ** scale;
  return `${scaled >= 100 || scale === 0 ? scaled.toFixed(0) : Number(scaled.toPrecision(3))} ${units[scale]}`;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Formats a day in UTC: `Nov 25`. */
export function formatDay(time: number): string {
  const date = new Date(time);
  return `${months[date.getUTCMonth()]} ${date.getUTCDate()}`;
}

/** Formats a time of day in UTC, with seconds if they aren't 0 or if `withSeconds` is true. */
export function formatClock(time: number, withSeconds = time % 60_000 >= 1_000): string {
  return new Date(time).toISOString().slice(11, withSeconds ? 19 : 16);
}

/** Formats a time of day in UTC, with milliseconds. */
export function formatMoment(time: number): string {
  return new Date(time).toISOString().slice(11, 23);
}

/** Formats a time span in UTC: `Nov 25 00:00 – 23:59`, with years unless both are the current one. */
export function formatSpan(from: number, to: number, now = Date.now()): string {
  const yearOf = (time: number) => new Date(time).getUTCFullYear();
  const hasYear = yearOf(from) !== yearOf(now) || yearOf(to) !== yearOf(now);
  const day = (time: number) => `${formatDay(time)}${hasYear ? `, ${yearOf(time)}` : ''}`;
  const sameDay = day(from) === day(to);
  const clock = (time: number) => formatClock(time, to - from < 600_000);
  return `${day(from)} ${clock(from)} – ${sameDay ? '' : `${day(to)} `}${clock(to)}`;
}

/** Formats a relative change: `+12%`. Returns an empty text if there is no value to compare with. */
export function formatChange(now: number | null, before: number | null): string {
  if (now === null || before === null || before === 0) return '';
  const percent = (100 * (now - before)) / before;
  if (Math.abs(percent) < 0.5) return '±0%';
  const text =
    Math.abs(percent) >= 1_000 ? `×${formatRate(now / before)}` : `${Math.abs(percent).toFixed(0)}%`;
  return percent < 0 ? `−${text}` : text.startsWith('×') ? text : `+${text}`;
}

const countries = new Intl.DisplayNames('en', { type: 'region' });

/** Formats a facet value for the page. */
export function formatValue(facet: string, value: string | null): string {
  if (value === null) return facet === 'user-agent' ? '(no user agent)' : '(none)';
  if (value === '') return '(empty)';
  if (facet === 'status') return value.padStart(3, '0');
  if (facet === 'asn') return `AS${value}`;
  if (facet === 'stream') return value === 'l' ? 'live' : value === 'v' ? 'on demand' : escapeControls(value);
  if (facet === 'country' && /^[A-Z]{2}$/.test(value)) return countries.of(value) ?? value;
  return escapeControls(value);
}

/** Formats a value as JSON with one member a line and escaped control characters. */
export function formatJson(value: unknown): string {
  return JSON.stringify(value, null, 2).split('\n').map(escapeControls).join('\n');
}

/** Escapes control characters and characters that change the direction of the text around them. */
export function escapeControls(text: string): string {
  return text.replaceAll(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: matches control characters
    /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
