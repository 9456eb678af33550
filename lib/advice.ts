import { type SavedQuery, savedQueries } from '../core/lake/queries.ts';
import { allDefinitions, metricsOf } from '../core/metrics/definitions.ts';
import { detailDefinitions } from '../core/metrics/detailDefinitions.ts';
import type { MetricDefinition } from '../core/metrics/metricDefinition.ts';
import { destinationCost } from '../core/sizing/destinationCost.ts';
import { estimatePipeline } from '../core/sizing/estimate.ts';
import { priceOfMetricSeries } from '../core/sizing/metricSeries.ts';
import { otlpVolume } from '../core/sizing/otlpVolume.ts';
import { hoursOfMonth, prices, pricesAsOf } from '../core/sizing/prices.ts';
import { estimateShards } from '../core/sizing/shards.ts';
import { canBeMade } from './monitoring/alarms/pipelineAlarms.ts';
import { hasPart, objectiveKinds } from './monitoring/objectives/burnMetrics.ts';
import { seriesWithMetrics } from './monitoring/seriesWithMetrics.ts';
import { alarmNames } from './settings/alarmOptions.ts';
import { isDirect } from './settings/destinationOptions.ts';
import type { PipelineSettings } from './settings/pipelineSettings.ts';

/** A sentence about settings that can be deployed, but have consequences. */
export interface Advice {
  readonly kind: 'warning' | 'info';
  /** Identifier by which a warning can be acknowledged. */
  readonly id: string;
  readonly message: string;
}

/**
 * Largest number of fields in a configuration, by the CloudFront developer guide ('Use real-time logs', April
 * 2026).
 */
const documentedFields = 40;

/** Invocations at once that a new account may have (Lambda developer guide, 'Lambda quotas', November 2026). */
const concurrencyOfNewAccount = 10;

/** What synth prints about a pipeline. */
export function adviceOn(settings: PipelineSettings): Advice[] {
  return [
    ...onFields(settings.fieldNames),
    ...onMetrics(settings.fieldNames),
    ...onAdditionalMetrics(settings),
    ...onQueries(settings.fieldNames),
    ...onCapacity(settings),
    ...onDestinations(settings),
    onCost(settings),
    ...onAlarms(settings),
    ...onObjectives(settings),
    ...onExplanations(settings),
    onMetricPrice(settings),
    ...onOtlpVolume(settings),
  ];
}

/** The saved queries whose fields are logged. */
export function answerableQueries(fieldNames: readonly string[]): SavedQuery[] {
  return savedQueries.filter((query) => missingFields(query, fieldNames).length === 0);
}

function missingFields({ fields }: SavedQuery, fieldNames: readonly string[]): string[] {
  return fields.filter((field) => !fieldNames.includes(field));
}

function warning(id: string, message: string): Advice {
  return { kind: 'warning', id: `cloudfront-realtime-logs:${id}`, message };
}

function onFields(fieldNames: readonly string[]): Advice[] {
  const advice: Advice[] = [];
  if (fieldNames.length > documentedFields) {
    const count = `fields: ${fieldNames.length} are configured`;
    advice.push(
      warning(
        'many-fields',
        `${count}; CloudFront documents at most ${documentedFields}, though more are in use`,
      ),
    );
  }
  if (!fieldNames.includes('timestamp')) {
    const consequence = 'requests have no time, so there are no metrics and no saved queries';
    advice.push(warning('no-timestamp', `fields: timestamp is not logged; ${consequence}`));
  }
  if (!fieldNames.includes('x-edge-request-id')) {
    const consequence = 'copies of a row are found by the column sequence_number instead';
    advice.push(warning('no-request-id', `fields: x-edge-request-id is not logged; ${consequence}`));
  }
  return advice;
}

function onMetrics(fieldNames: readonly string[]): Advice[] {
  const present = metricsOf(fieldNames).map((metric) => metric.name);
  const missing = allDefinitions.filter(({ name }) => !present.includes(name));
  const missed = missing.filter((metric) => isMissed(metric, fieldNames));
  const byNeed = Map.groupBy(missed, ({ fields }) => fields.map((group) => group.join(' or ')).join(' and '));
  const bySubject = Map.groupBy(
    missing.filter((metric) => !isMissed(metric, fieldNames)),
    ({ subject }) => subject,
  );
  return [
    ...byNeed.entries().map(([need, metrics]) => metricsLeftOut(metrics, 'warning', `they need ${need}`)),
    ...bySubject
      .entries()
      .map(([subject, metrics]) => metricsLeftOut(metrics, 'info', `${subject} is not logged`)),
  ];
}

function onAdditionalMetrics({ fieldNames, additionalMetrics }: PipelineSettings): Advice[] {
  const present = metricsOf(fieldNames, additionalMetrics).map(({ name }) => name);
  return detailDefinitions
    .filter(({ name }) => additionalMetrics.includes(name) && !present.includes(name))
    .map((metric) => {
      const need = metric.fields.map((group) => group.join(' or ')).join(' and ');
      return metricsLeftOut([metric], 'warning', `it needs ${need}`, 'additionalMetrics');
    });
}

/** Whether a user would miss what needs fields that aren't logged. */
function isMissed({ subject }: { readonly subject?: string }, fieldNames: readonly string[]): boolean {
  return subject === undefined || fieldNames.includes(subject);
}

function metricsLeftOut(
  metrics: readonly MetricDefinition[],
  kind: Advice['kind'],
  reason: string,
  option: 'fields' | 'additionalMetrics' = 'fields',
): Advice {
  const names = metrics.map(({ name }) => name).join(', ');
  const message = `${option}: metrics are left out (${names}), because ${reason}`;
  return { ...warning(`metrics-${metrics[0].name}`, message), kind };
}

function onQueries(fieldNames: readonly string[]): Advice[] {
  return savedQueries.flatMap((query) => {
    const missing = missingFields(query, fieldNames);
    if (missing.length === 0) return [];
    const message = `fields: the query ${query.name} is left out, because it needs ${missing.join(', ')}`;
    const kind = isMissed(query, fieldNames) ? 'warning' : 'info';
    return [{ ...warning(`query-${query.name}`, message), kind }];
  });
}

function onCapacity(settings: PipelineSettings): Advice[] {
  if (settings.capacity === 'on-demand') return [];
  const { recordsPerSecond, bytesPerSecond, shards } = estimateShards(settings);
  const need = `${recordsPerSecond} records/s of ${settings.recordBytes} bytes (${(bytesPerSecond / 1e6).toFixed(1)} MB/s)`;
  const size: Advice = {
    kind: 'info',
    id: 'shards',
    message:
      `${need} need ${shards} shard${shards === 1 ? '' : 's'}` +
      (settings.presentShards === undefined && shards > 1
        ? '; Kinesis at most doubles or halves the shards of a deployed stream in one deployment: give its current ' +
          'number of shards as presentShards, and synth prints the steps'
        : ''),
  };
  const functions = 1 + settings.destinations.filter(isDirect).length;
  const invocations = shards * functions;
  if (invocations <= concurrencyOfNewAccount) return [size];
  const readers = functions === 1 ? '' : ` for the consumer and ${functions - 1} direct destinations`;
  return [
    size,
    warning(
      'concurrency',
      `requestsPerSecond: ${shards} shards need ${invocations} concurrent invocations${readers}, and a new account may have ` +
        `${concurrencyOfNewAccount}; see 'Concurrent executions' of AWS Lambda in Service Quotas`,
    ),
  ];
}

/**
 * Number of readers that a shard serves without delay: each reads about once a second (Kinesis developer
 * guide, 'Quotas and limits', November 2026).
 */
const readersWithoutWaiting = 2;

function onDestinations(settings: PipelineSettings): Advice[] {
  const { destinations } = settings;
  if (destinations.length === 0) return [];
  const sharing = destinations.filter((one) => !('enhancedFanOut' in one && one.enhancedFanOut));
  const readers = sharing.length + 1;
  const advice = [...priceOfDestinations(settings), ...startOfDestinations(settings)];
  if (readers <= readersWithoutWaiting) return advice;
  const shared =
    'a shard allows five reads and 2 MB a second for all of them together, so each may fall behind';
  return [
    ...advice,
    warning(
      'readers',
      `destinations: ${readers} readers share the stream, including the consumer; ${shared}`,
    ),
  ];
}

function priceOfDestinations(settings: PipelineSettings): Advice[] {
  const { destinations, requestsPerSecond, samplingRate, recordBytes, batchWindowSeconds, capacity } =
    settings;
  const { direct, enhancedFanOut, firehose } = destinationCost({
    recordsPerSecond: (requestsPerSecond * samplingRate) / 100,
    recordBytes,
    batchWindowSeconds,
    capacity,
    shards: estimateShards(settings).shards,
  });
  const dollars = (amount: number) => `$${amount.toFixed(2)}`;
  const at = `at ${requestsPerSecond} requests/s (us-east-1, ${pricesAsOf})`;
  const fanOut = destinations.some((one) => 'enhancedFanOut' in one && one.enhancedFanOut)
    ? `, ${dollars(enhancedFanOut)} more with enhanced fan-out`
    : '';
  const price = (id: string, message: string): Advice => ({
    kind: 'info',
    id,
    message: `destinations: ${message}`,
  });
  return [
    ...(destinations.some((one) => !isDirect(one))
      ? [
          price(
            'destination-price',
            `Amazon Data Firehose costs about ${dollars(firehose)} a month for each ${at}, because it bills each ` +
              `record rounded up to 5 KB; direct delivery costs about ${dollars(direct)}`,
          ),
        ]
      : []),
    ...(destinations.some(isDirect)
      ? [
          price(
            'direct-price',
            `direct delivery costs about ${dollars(direct)} a month for each ${at}${fanOut}; Firehose costs about ` +
              `${dollars(firehose)}`,
          ),
        ]
      : []),
  ];
}

/** What a new reader of the stream begins with, because a change of `via` makes one. */
function startOfDestinations({ destinations, streamRetentionHours }: PipelineSettings): Advice[] {
  const names = (chosen: PipelineSettings['destinations']) => chosen.map(({ name }) => name).join(', ');
  const direct = destinations.filter(isDirect);
  const byFirehose = destinations.filter((destination) => !isDirect(destination));
  const start = (id: string, message: string): Advice => ({
    kind: 'info',
    id,
    message: `destinations: ${message}`,
  });
  return [
    ...(byFirehose.length > 0
      ? [
          start(
            'firehose-start',
            `when the delivery stream of ${names(byFirehose)} is created (also by another type or vpc, or if via was ` +
              'direct), it begins with the records that arrive from then on; earlier ones are only in the lake',
          ),
        ]
      : []),
    ...(direct.length > 0
      ? [
          start(
            'direct-start',
            `when the mapping of ${names(direct)} is created (also if via was firehose or enhancedFanOut changes), it ` +
              `begins with the oldest record of the stream, so records of the last ${streamRetentionHours} hours may be ` +
              'delivered again',
          ),
        ]
      : []),
  ];
}

/** What `cfrl estimate` prints for the same numbers, for one distribution with one cache behavior. */
function onCost(settings: PipelineSettings): Advice {
  const { monthlyCost } = estimatePipeline({
    ...settings,
    averageRequestsPerSecond: settings.requestsPerSecond,
    presentShards: undefined,
    metricSeries: 2,
    metricsOfSeries: metricsOf(settings.fieldNames, settings.additionalMetrics).length,
  });
  const { total, cloudFrontLogs, kinesisProvisioned, kinesisOnDemand } = monthlyCost;
  const kinesis = settings.capacity === 'on-demand' ? kinesisOnDemand : kinesisProvisioned;
  const rest = total - cloudFrontLogs - kinesisProvisioned;
  const dollars = (amount: number) => `$${amount.toFixed(2)}`;
  return {
    kind: 'info',
    id: 'monthly-cost',
    message:
      `A month at a constant ${settings.requestsPerSecond} requests/s costs about ` +
      `${dollars(cloudFrontLogs + kinesis + rest)} (us-east-1, ${pricesAsOf}): CloudFront ${dollars(cloudFrontLogs)}, ` +
      `Kinesis ${dollars(kinesis)}, the rest ${dollars(rest)}; npx cfrl estimate prints every part`,
  };
}

function onAlarms(settings: PipelineSettings): Advice[] {
  const turnedOn = alarmNames.filter((name) => settings.alarms[name] !== false);
  const advice = turnedOn
    .filter((name) => !canBeMade(name, settings.fieldNames))
    .map((name) =>
      warning(
        `alarm-${name}`,
        `alarms: ${name} is left out, because the fields of its metrics are not logged`,
      ),
    );
  const served = seriesWithMetrics(settings);
  const unserved = settings.metricSeries.filter((series) => !served.includes(series));
  if (unserved.length > 0) {
    const message = `metricSeries: ${unserved.join(', ')} cannot have metrics, because the fields that name them are not logged`;
    advice.push(warning('series', message));
  }
  if (turnedOn.length > 0 && settings.alarmTopicArn === undefined && settings.alarmEmails.length === 0) {
    const message = 'alarms: no one is subscribed yet; set alarmEmails, or subscribe to the topic';
    advice.push({ kind: 'info', id: 'alarm-subscribers', message });
  }
  return advice;
}

function onObjectives({ objectives, fieldNames }: PipelineSettings): Advice[] {
  if (objectives.length === 0) return [];
  const parts = objectives.flatMap((objective) => objectiveKinds.filter((kind) => hasPart(objective, kind)));
  const { alarmMetricMonth, compositeAlarmMonth } = prices;
  // Each part has two burn rates: a composite alarm over two alarms of two metrics.
  const dollars = parts.length * 2 * (compositeAlarmMonth.dollars + 4 * alarmMetricMonth.dollars);
  const present = metricsOf(fieldNames).map(({ name }) => name);
  const needs = [
    ['Availability', '5xxCount', 'sc-status'],
    ['Latency', 'TimeToFirstByte', 'time-to-first-byte'],
  ] as const;
  return [
    {
      kind: 'info',
      id: 'objectives-price',
      message: `objectives: their alarms cost $${dollars.toFixed(2)} a month (us-east-1, ${pricesAsOf})`,
    },
    ...needs
      .filter(([kind, metric]) => parts.includes(kind) && !present.includes(metric))
      .map(([kind, , field]) =>
        warning(
          `objective-${kind}`,
          `objectives: ${kind.toLowerCase()} can't be watched, because ${field} is not logged`,
        ),
      ),
  ];
}

function onExplanations({ explanations }: PipelineSettings): Advice[] {
  if (explanations === false) return [];
  const { scanLimitGigabytes, perHour } = explanations;
  const dollars = (scanLimitGigabytes / 1_000) * prices.athenaTerabyte.dollars;
  return [
    {
      kind: 'info',
      id: 'explanations-price',
      message:
        `explanations: each scans at most ${scanLimitGigabytes} GB, which costs $${dollars.toFixed(3)}; ${perHour} in every ` +
        `hour would cost $${(dollars * perHour * hoursOfMonth).toFixed(2)} a month (us-east-1, ${pricesAsOf})`,
    },
  ];
}

function onMetricPrice({ fieldNames, additionalMetrics, metricSeriesLimit }: PipelineSettings): Advice {
  const metrics = metricsOf(fieldNames, additionalMetrics).length;
  const { dollarsOfSeries, dollarsAtMost } = priceOfMetricSeries(metrics, metricSeriesLimit);
  const price = `$${prices.customMetricMonth.dollars.toFixed(2)} (us-east-1, ${pricesAsOf})`;
  return {
    kind: 'info',
    id: 'metric-price',
    message:
      `Metrics: each distribution and each cache behavior with requests costs $${dollarsOfSeries.toFixed(2)} a month ` +
      `(${metrics} metrics of ${price}), at most $${dollarsAtMost.toFixed(2)} for ${metricSeriesLimit} series`,
  };
}

function onOtlpVolume(settings: PipelineSettings): Advice[] {
  const { metricExport, metricSeriesLimit, fieldNames, recordBytes, batchWindowSeconds } = settings;
  if (metricExport === undefined) return [];
  const { recordsPerSecond, shards } = estimateShards(settings);
  const attributeSets = 100;
  const { gigabytesOfMonth, breakEvenDollars } = otlpVolume(
    {
      recordsPerSecond,
      recordBytes,
      shards,
      batchWindowSeconds,
      attributeSets,
      attributes: metricExport.attributes.length,
      metrics: metricsOf(fieldNames).length,
    },
    metricSeriesLimit,
  );
  return [
    {
      kind: 'info',
      id: 'otlp-volume',
      message:
        `metricExport: about ${gigabytesOfMonth.toFixed(1)} GB a month for every ${attributeSets} combinations of attribute ` +
        `values in a batch. ${metricSeriesLimit} classic series cost as much if a GB costs $${breakEvenDollars.toFixed(3)}; ` +
        'the CloudWatch pricing page has the price of a GB of OpenTelemetry metrics',
    },
  ];
}
