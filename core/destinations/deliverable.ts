import type { IndexRotation } from './deliverySettings.ts';

/** A document to deliver. */
export interface Deliverable {
  /** The document, without a newline. */
  readonly document: Buffer;
  /** Identifier that is unique among all rows. */
  readonly id: string;
  /** Time when the record arrived in the stream, in epoch milliseconds. It is the same for every delivery. */
  readonly arrival: number;
}

/**
 * Returns the name of a document's index: the configured name and, with a rotation, the UTC time of arrival in
 * Firehose's format. A document that is delivered twice goes to the same index both times.
 */
export function indexName(index: string, rotation: IndexRotation, arrival: number): string {
  const iso = new Date(arrival).toISOString();
  switch (rotation) {
    case 'NoRotation':
      return index;
    case 'OneHour':
      return `${index}-${iso.slice(0, 10)}-${iso.slice(11, 13)}`;
    case 'OneDay':
      return `${index}-${iso.slice(0, 10)}`;
    case 'OneWeek':
      return `${index}-${weekOf(arrival)}`;
    case 'OneMonth':
      return `${index}-${iso.slice(0, 7)}`;
  }
}

const day = 86_400_000;

/** Formats the ISO 8601 week of a time, such as `2026-w47`. */
function weekOf(time: number): string {
  // A week belongs to the year that contains its Thursday.
  const date = new Date(time);
  const thursday = new Date(time - ((date.getUTCDay() + 6) % 7) * day + 3 * day);
  const firstOfYear = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  const week = Math.floor((thursday.getTime() - firstOfYear) / day / 7) + 1;
  return `${thursday.getUTCFullYear()}-w${String(week).padStart(2, '0')}`;
}
