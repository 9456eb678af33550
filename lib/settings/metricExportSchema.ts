import { z } from 'zod';
import {
  type MetricExport,
  type MetricExportOption,
  resolveMetricExport,
} from '../../core/otlp/metricExport.ts';

/** The schema of the option `metricExport`. Parsed values have all defaults filled in. */
export const metricExportSchema = z
  .custom<MetricExportOption>()
  .transform((option, context): MetricExport => {
    const resolved = resolveMetricExport(option);
    if (typeof resolved !== 'string') return resolved;
    context.addIssue({
      code: 'custom',
      message: resolved.replace(/^(\w+): expected /, 'expected for $1 '),
      params: { isSentence: true },
    });
    return z.NEVER;
  });
