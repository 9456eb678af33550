import { putLayouts } from '../../../emulator/resources.ts';
import { isPutOfRows, type Trouble, withValues } from './trouble.ts';

/** The field that the layout change removes. */
const droppedField = 'c-port';

const originError = {
  'sc-status': '502',
  'x-edge-result-type': 'Error',
  'x-edge-response-result-type': 'Error',
  'x-edge-detailed-result-type': 'OriginError',
};

/** The problems that `npm start -- --trouble` can cause. */
export const troubles: readonly Trouble[] = [
  {
    name: 'origin-errors',
    description: 'the origin of one cache behavior responds with 502',
    look: ['npx cfrl query status_by_behavior', 'npx cfrl tail --since 5m --where sc-status=502'],
    change: (input) =>
      withValues(input, (value) =>
        value('cache-behavior-path-pattern') === '*' ||
        input.fields.indexOf('cache-behavior-path-pattern') < 0
          ? originError
          : undefined,
      ),
  },
  {
    name: 'slow-origin',
    description: 'the origin takes two seconds longer to respond',
    look: ['npx cfrl query slowest_origins'],
    needs: 'origin-fbl',
    change: (input) =>
      withValues(input, (value) => {
        const later = (field: string) => (value(field) === '-' ? '-' : (Number(value(field)) + 2).toFixed(3));
        if (value('origin-fbl') === '-') return undefined;
        const slower = ['origin-fbl', 'origin-lbl', 'time-taken', 'time-to-first-byte'];
        return Object.fromEntries(slower.map((field) => [field, later(field)]));
      }),
  },
  {
    name: 'traffic-spike',
    description: 'one minute has as many requests as all other minutes combined',
    look: ['npx cfrl query status_by_behavior'],
    needs: 'timestamp',
    change(input) {
      const last = input.records.at(-1)?.split('\t')[input.fields.indexOf('timestamp')] ?? '0';
      let number = 0;
      const more = withValues(input, (value) => ({
        timestamp: (Number(last) - (number++ % 60)).toFixed(3),
        'x-edge-request-id': otherId(value('x-edge-request-id'), 'S'),
      }));
      return [...input.records, ...more];
    },
  },
  {
    name: 'hot-shard',
    description: 'all records go to one shard, faster than it accepts them',
    look: ['npx cfrl doctor'],
    hotShard: true,
  },
  {
    name: 'poison-records',
    description: 'one record in twenty is garbage',
    look: ['npx cfrl doctor'],
    change: ({ records }) => records.map((record, index) => (index % 20 === 7 ? `garbage ${index}` : record)),
  },
  {
    name: 'layout-change',
    description: `halfway, records lose the field ${droppedField}, and the new layout isn't registered`,
    look: ['npx cfrl doctor', 'npx cfrl replay --dry-run'],
    needs: droppedField,
    change({ records, fields }) {
      const column = fields.indexOf(droppedField);
      return records.map((record, index) =>
        index < records.length / 2 ? record : record.split('\t').toSpliced(column, 1).join('\t'),
      );
    },
    async remedy({ s3, lakeBucket, account }, { fields }) {
      const since = new Date().toISOString();
      const changed = fields.filter((field) => field !== droppedField);
      await putLayouts(s3, lakeBucket, [{ fields: changed, status: 'confirmed', since }, account.layout]);
    },
  },
  {
    name: 's3-refuses',
    description: "S3 rejects the lake's files until batches are given up",
    look: ['npx cfrl doctor', 'npx cfrl replay --dry-run'],
    failsAll: true,
    fault: (point) =>
      isPutOfRows(point)
        ? { refuse: { status: 403, code: 'AccessDenied', message: 'Refused by --trouble s3-refuses' } }
        : undefined,
    remedy: async () => {},
  },
  {
    name: 'function-killed',
    description: 'the consumer is killed in the middle of its first three batches',
    look: ['npx cfrl query "SELECT count(*) AS requests FROM requests"'],
    fault(point, { pipeline, faults }) {
      if (!isPutOfRows(point) || faults === 3) return undefined;
      pipeline.host.kill();
      return { reset: true };
    },
  },
  {
    name: 'duplicates',
    description: 'CloudFront sends one record in ten twice',
    look: [
      'npx cfrl query "SELECT count(*) AS requests, count(DISTINCT x_edge_request_id) AS different FROM requests"',
    ],
    needs: 'x-edge-request-id',
    change: ({ records }) =>
      records.flatMap((record, index) => (index % 10 === 3 ? [record, record] : [record])),
  },
  {
    name: 'cache-busting-bot',
    description: 'one client adds a new query string to each request, so that every request misses the cache',
    look: ['npx cfrl query cache_misses_by_query_string', 'npx cfrl query top_talkers'],
    needs: 'cs-uri-query',
    change: (input) =>
      withValues(input, (value, index) =>
        index % 3 === 0
          ? {
              'c-ip': '203.0.113.66',
              'cs-user-agent': 'bot/1.0',
              'cs-uri-query': `nocache=${index}`,
              'cs-uri-stem': `${value('cs-uri-stem').split('?')[0]}?nocache=${index}`,
              'x-edge-result-type': 'Miss',
              'x-edge-response-result-type': 'Miss',
              'x-edge-detailed-result-type': 'Miss',
            }
          : undefined,
      ),
  },
  {
    name: 'stalled-video',
    description: "the busiest player's buffer runs empty repeatedly (requires video records)",
    look: ['npx cfrl query media_experience'],
    needs: 'cmcd-buffer-starvation',
    change(input) {
      const plays = (value: (field: string) => string) => value('cmcd-session-id') !== '-';
      const requests = new Map<string, number>();
      withValues(input, (value) => {
        if (plays(value)) requests.set(value('c-ip'), (requests.get(value('c-ip')) ?? 0) + 1);
        return undefined;
      });
      const [busiest] = [...requests].sort(([, a], [, b]) => b - a)[0] ?? [];
      return withValues(input, (value) =>
        value('c-ip') === busiest && plays(value) ? { 'cmcd-buffer-starvation': 'true' } : undefined,
      );
    },
  },
];

function otherId(id: string, first: string): string {
  return id === '-' ? id : first + id.slice(1);
}
