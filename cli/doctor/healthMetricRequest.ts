import {
  type HealthMetricName,
  healthDimension,
  healthNamespace,
} from '../../core/metrics/healthDefinitions.ts';
import type { CheckContext } from './check.ts';
import type { MetricRequest } from './doctorCalls.ts';

/** Returns the identity of a metric that the consumer sends about its own work. */
export async function healthMetricRequest(
  { calls }: CheckContext,
  name: HealthMetricName,
): Promise<Pick<MetricRequest, 'namespace' | 'name' | 'dimensions' | 'statistic'>> {
  const { Environment } = await calls.consumer();
  const pipelineName = Environment?.Variables?.['PIPELINE_NAME'];
  if (pipelineName === undefined) {
    throw new Error(
      'expected the consumer to have the variable PIPELINE_NAME, got none; deploy the stack again',
    );
  }
  return {
    namespace: healthNamespace,
    name,
    dimensions: { [healthDimension.pipeline]: pipelineName },
    statistic: 'Sum',
  };
}
