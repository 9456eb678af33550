import { fields as catalog } from '../../core/fields/catalog.ts';
import { Random } from '../../harness/random.ts';
import { type Records, readExample } from './exampleRecords.ts';
import { recordsOfShape } from './shapes.ts';

/** Numbers of fields to measure. */
export const widths = [10, 20, 46, 69] as const;

const tenFields = [
  'timestamp',
  'c-ip',
  'time-to-first-byte',
  'sc-status',
  'sc-bytes',
  'cs-method',
  'cs-uri-stem',
  'x-edge-request-id',
  'x-host-header',
  'x-edge-result-type',
];

const seed = 69;

/**
 * Returns records of the full shape with fewer fields, or with additional fields up to the 69th, including
 * those of video players.
 */
export function recordsOfWidth(width: (typeof widths)[number]): Records {
  const full = recordsOfShape('full');
  if (width === 46) return full;
  if (width === 69) return widen(full);
  return project(full, width === 10 ? tenFields : recordsOfShape('typical').fields);
}

function project({ fields, rows }: Records, kept: readonly string[]): Records {
  const places = kept.map((name) => fields.indexOf(name));
  return { fields: kept, rows: rows.map((row) => places.map((place) => row[place])) };
}

function widen({ fields, rows }: Records): Records {
  const names = catalog.slice(fields.length, 69).map(({ name }) => name);
  const random = new Random(seed);
  const video = readExample('video-62-fields');
  const places = names.map((name) => video.fields.indexOf(name));
  return {
    fields: [...fields, ...names],
    rows: rows.map((row, index) => {
      const played = video.rows[index % video.rows.length];
      const added = names.map((name, column) => played[places[column]] ?? laterValue(name, random));
      return [...row, ...added];
    }),
  };
}

/** Returns a value for a field that no example contains. */
function laterValue(name: string, random: Random): string {
  if (name === 'r-host') return random.pick(['origin-a.example.com', 'origin-b.example.com', '-']);
  if (name === 'connection-id') return random.hex(16);
  return '-';
}
