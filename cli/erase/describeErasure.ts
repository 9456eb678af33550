import type { SensitivityPolicy } from '../../core/sensitivity/policy.ts';
import type { PlaceFindings } from './eraseFromPlaces.ts';

/** A line of the list of what was found. */
export interface FoundLine {
  readonly name: string;
  readonly says: string;
}

/** What was found in files. */
export function foundInFiles({ place, read, keys, items }: PlaceFindings): FoundLine {
  const files = `${count(read)} ${read === 1 ? 'file' : 'files'}`;
  if (items === 0) return { name: place.name, says: `nothing in ${files}` };
  return { name: place.name, says: `${count(items)} in ${count(keys.length)} of ${files}` };
}

/** The list as lines. */
export function describeFound(lines: readonly FoundLine[]): string[] {
  const width = Math.max(...lines.map(({ name }) => name.length));
  return ['Found', ...lines.map(({ name, says }) => `  ${name.padEnd(width)}  ${says}`)];
}

/** What the command can't reach, as lines. */
export function describeOutOfReach(isStack: boolean, policy: SensitivityPolicy | undefined): string[] {
  const always = [
    'copies that others made, and what destinations received',
    'hashes by earlier keys: name each with --hash',
  ];
  const ofStack = [
    'records still in the stream: run the command again when its retention has ended (24 hours by default)',
    "the texts of statements in Athena's history, which keeps them for 45 days",
  ];
  const network =
    policy?.addresses === 'truncate' ? ['networks: this pipeline stores no whole addresses'] : [];
  return [
    'Out of reach',
    ...[...(isStack ? ofStack : []), ...always, ...network].map((text) => `  - ${text}`),
  ];
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}
