import type { CloudFormationCustomResourceEvent, Context } from 'aws-lambda';
import { createPlanner, type PlannerInput, type PlannerOutput } from '../../core/lake/compaction/planner.ts';
import { compactedPrefix, hourlyPrefix } from '../../core/lake/keys.ts';
import { createCustomResourceHandler } from '../customResource/customResourceHandler.ts';
import { AwsCompactionCalls } from './awsCalls.ts';
import type { Clients } from './clients.ts';
import { compactionMetrics } from './compactionMetrics.ts';
import type { CompactionFunctionSettings } from './settings.ts';
import { createChange } from './start.ts';

/** Handles the steps of the state machine, and the custom resource that starts it when a stack is deployed. */
export type CompactionHandler = (
  event: PlannerInput | CloudFormationCustomResourceEvent,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
) => Promise<PlannerOutput | undefined>;

/** Creates the handler. */
export function createHandler(
  settings: CompactionFunctionSettings,
  clients: Clients,
  now: () => number = Date.now,
): CompactionHandler {
  const { lakeBucket, retentionDays, isOn, pipelineName } = settings;
  const calls = new AwsCompactionCalls(clients, settings);
  const locations = {
    compacted: `s3://${lakeBucket}/${compactedPrefix}`,
    hourly: `s3://${lakeBucket}/${hourlyPrefix}`,
  };
  const planner = createPlanner(
    { dialect: 'athena', retentionDays, isOn, locations },
    calls,
    compactionMetrics(pipelineName, now),
    now,
  );
  const start = createCustomResourceHandler(createChange(clients, calls));
  return async (event, context) => {
    if (!('RequestType' in event)) return planner(event);
    await start(event, context);
    return undefined;
  };
}
