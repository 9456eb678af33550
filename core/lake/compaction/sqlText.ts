import { dayAndHour } from '../keys.ts';

/** Formats names as a list of quoted columns, each with a prefix such as `s.`. */
export function columnList(names: readonly string[], prefix = ''): string {
  return names.map((name) => `${prefix}"${name}"`).join(', ');
}

/** Formats the start of an hour as a literal: `TIMESTAMP '2026-11-20 13:00:00'`. */
export function hourLiteral(hour: number): string {
  const [day, hourOfDay] = dayAndHour(hour);
  return `TIMESTAMP '${day} ${hourOfDay}:00:00'`;
}

/** Formats a day as a literal: `DATE '2026-11-20'`. */
export function dayLiteral(day: string): string {
  return `DATE '${day}'`;
}

/** Returns the condition that selects the raw files of one arrival hour. */
export function isOfHour(hour: number): string {
  const [day, hourOfDay] = dayAndHour(hour);
  return `arrival_day = '${day}' AND arrival_hour = ${Number(hourOfDay)}`;
}
