import { canonicalOrder, type Layout } from '../../core/layouts/layout.ts';
import { registerLayouts } from '../../core/layouts/layoutRegistry.ts';

const common = [
  'timestamp',
  'c-ip',
  'time-to-first-byte',
  'sc-status',
  'sc-bytes',
  'cs-method',
  'cs-uri-stem',
  'x-edge-location',
  'x-edge-request-id',
  'x-host-header',
  'time-taken',
  'c-ip-version',
  'cs-user-agent',
  'x-edge-response-result-type',
  'x-edge-result-type',
  'x-edge-detailed-result-type',
  'cache-behavior-path-pattern',
];

/**
 * Fields of the numbered records' layouts, by the letter at the start of their paths. `a` and `b` have the
 * same number of fields. `c` is registered after its records start arriving.
 */
export const fieldsByLayout = {
  a: canonicalOrder([...common, 's-ip']),
  b: canonicalOrder([...common, 'asn']),
  c: canonicalOrder([...common, 'asn', 'cs-protocol']),
} as const;

/** Letter of a layout. */
export type LayoutLetter = keyof typeof fieldsByLayout;

/** Registers layouts in sequence, as deployments do. Throws if layouts can't be distinguished. */
export function registeredLayouts(letters: readonly LayoutLetter[], now: number): readonly Layout[] {
  return letters.reduce<readonly Layout[]>(
    (known, letter) => registerLayouts(known, [fieldsByLayout[letter]], now),
    [],
  );
}
