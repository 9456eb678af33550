import { fields } from '../../core/fields/catalog.ts';
import { expectedLayouts } from '../../core/layouts/layout.ts';
import { SeriesLimit } from '../../core/metrics/seriesLimit.ts';
import { defaultSensitivityPolicy, type SensitivityPolicy } from '../../core/sensitivity/policy.ts';
import { Transform } from '../../core/transform.ts';

/** Maximum number of series in every pipeline. */
export const seriesLimit = 10;

const names = fields.map(({ name }) => name);
const fields46 = names.slice(0, 46);
const fields41 = names.slice(0, 41);
const rotated = [...fields46.slice(16), ...fields46.slice(0, 16)];

/** Layouts of several configurations, including some that a deployment wouldn't accept together. */
const layouts = [
  ...expectedLayouts(fields46),
  { fields: rotated, status: 'confirmed' as const, since: '2026-11-20T00:00:00Z' },
  ...expectedLayouts(fields41),
  ...expectedLayouts(names),
  ...expectedLayouts(['timestamp', 'c-ip', 'sc-status', 'cs-host', { name: 'x-new', after: 'c-ip' }]),
  ...expectedLayouts(['cs-headers']),
];

const policies: readonly SensitivityPolicy[] = [
  defaultSensitivityPolicy,
  { addresses: 'truncate', cookies: 'keep', headers: 'keep', urls: 'keep', custom: 'drop' },
  { addresses: 'hash', cookies: 'hash', headers: 'hash', urls: 'hash', custom: 'hash', hashKey: 'a key' },
];

/** Creates pipelines with different handling of sensitive text and different compression. */
export function makePipelines(): Transform[] {
  return policies.map(
    (policy, index) =>
      new Transform({
        layouts,
        policy,
        compression: index === 1 ? 'gzip' : 'zstd',
        metrics: { limit: new SeriesLimit(seriesLimit), samplingRate: 50 },
      }),
  );
}
