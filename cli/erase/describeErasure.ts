import type { SensitivityPolicy } from '../../core/sensitivity/policy.ts';
import type { PlaceFindings } from './eraseFromPlaces.ts';

/** A line in the list of found data. */
export interface FoundLine {
  readonly name: string;
  readonly text: string;
}

/** Describes the data found in files. */
export function describeFiles({ place, read, keys, items }: PlaceFindings): FoundLine {
  const files = `${count(read)} ${read === 1 ? 'file' : 'files'}`;
  if (items === 0) return { name: place.name, text: `nothing in ${files}` };
  return { name: place.name, text: `${count(items)} in ${count(keys.length)} of ${files}` };
}

/** Returns the list of found data as lines of text. */
export function describeFound(lines: readonly FoundLine[]): string[] {
  const width = Math.max(...lines.map(({ name }) => name.length));
  return ['Found', ...lines.map(({ name, text }) => `  ${name.padEnd(width)}  ${text}`)];
}

/** Returns which data the command can't remove, as lines of text. */
export function describeOutOfReach(isStack: boolean, policy: SensitivityPolicy | undefined): string[] {
  const always = [
    'copies that others made, and documents that destinations received',
    'hashes with earlier keys: find each with --hash',
  ];
  const ofStack = [
    'records in the stream: run the command again after its retention (24 hours by default)',
    "the texts of statements in Athena's history, which are kept for 45 days",
  ];
  const network =
    policy?.addresses === 'truncate' ? ['networks: this pipeline stores truncated addresses'] : [];
  return [
    'Not removed',
    ...[...(isStack ? ofStack : []), ...always, ...network].map((text) => `  - ${text}`),
  ];
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}
