import { Aws, Duration, Stack } from 'aws-cdk-lib';
import { CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { FilterOrPolicy, type ITopic, SubscriptionFilter } from 'aws-cdk-lib/aws-sns';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { explainedAlarms } from '../../core/insight/alarms/alarmQuestion.ts';
import { printExplanationSettings } from '../../core/insight/alarms/explanationSettings.ts';
import { insightFields } from '../../core/insight/measures.ts';
import { DeploymentFunction } from '../deploymentFunction.ts';
import type { LakeFolder } from '../lakeFolder.ts';
import type { LakeTable } from '../lakeTable.ts';
import { resultEncryption } from '../queryWorkgroup.ts';
import type { ExplanationsSettings } from '../settings/explanationOptions.ts';
import type { PipelineSettings } from '../settings/pipelineSettings.ts';
import {
  acknowledgeExplanation,
  explanationPolicies,
  explanationResultsPrefix,
} from './explanationPolicies.ts';

/** Properties of `Explanations`. */
export interface ExplanationsProps {
  readonly settings: PipelineSettings;
  readonly explanations: ExplanationsSettings;
  readonly topic: ITopic;
  readonly lake: LakeFolder;
  readonly lakeTable: LakeTable;
}

/** Maximum duration of an explanation, which runs up to five short queries, one after the other. */
const timeout = Duration.minutes(5);

/**
 * The function that explains alarms about the traffic. The subscription's filter policy only passes alarms of this
 * pipeline. Explanations that the function publishes to the same topic don't match, because they aren't JSON.
 */
export class Explanations extends Construct {
  readonly function: IFunction;

  constructor(scope: Construct, id: string, props: ExplanationsProps) {
    super(scope, id);
    const { settings, explanations, topic, lake, lakeTable } = props;
    const workgroup = this.#makeWorkgroup(props);
    const made = new DeploymentFunction(this, 'Function', {
      settings,
      folder: 'explanation',
      description: `Explains the alarms of ${settings.name}`,
      policies: explanationPolicies({ explanations, topic, lake, lakeTable, workgroup }),
      environment: printExplanationSettings({
        pipelineName: settings.name,
        lakeBucket: lake.address,
        database: lakeTable.databaseName,
        workgroup: workgroup.name,
        topicArn: explanations.email ? topic.topicArn : undefined,
        chats: explanations.chats,
        logged: insightFields.map(({ name }) => name).filter((name) => settings.fieldNames.includes(name)),
        samplingRate: settings.samplingRate,
        scanMegabytes: explanations.scanLimitGigabytes * 1_000,
        maxPerHour: explanations.maxPerHour,
        dashboardUrl: settings.dashboard ? dashboardUrl(this, settings.name) : undefined,
      }),
      timeout,
      callsCloudFront: false,
      // A retry would find the alarm already recorded as explained, and do nothing.
      retryAttempts: 0,
    });
    acknowledgeExplanation(made.role, lake);
    this.function = made.function;
    topic.addSubscription(
      new LambdaSubscription(this.function, { filterPolicyWithMessageBody: alarmsOf(settings.name) }),
    );
  }

  #makeWorkgroup({ settings, explanations, lake }: ExplanationsProps): CfnWorkGroup {
    return new CfnWorkGroup(this, 'Workgroup', {
      name: `${settings.name}-explanations`,
      description: `Queries that explain the alarms of ${settings.name}`,
      recursiveDeleteOption: true,
      workGroupConfiguration: {
        enforceWorkGroupConfiguration: true,
        publishCloudWatchMetricsEnabled: true,
        engineVersion: { selectedEngineVersion: 'Athena engine version 3' },
        bytesScannedCutoffPerQuery: explanations.scanLimitGigabytes * 1_000_000_000,
        resultConfiguration: {
          outputLocation: lake.s3UrlForObject(explanationResultsPrefix),
          expectedBucketOwner: Aws.ACCOUNT_ID,
          encryptionConfiguration: resultEncryption(lake),
        },
      },
    });
  }
}

/** Returns the filter policy that passes messages about explainable alarms that enter the state ALARM. */
function alarmsOf(pipelineName: string): Record<string, FilterOrPolicy> {
  const matchPrefixes = Object.keys(explainedAlarms).map((title) => `${pipelineName} ${title}`);
  return {
    AlarmName: FilterOrPolicy.filter(SubscriptionFilter.stringFilter({ matchPrefixes })),
    NewStateValue: FilterOrPolicy.filter(SubscriptionFilter.stringFilter({ allowlist: ['ALARM'] })),
  };
}

/** Returns the URL of a dashboard in the console, which has another host in the regions of China. */
function dashboardUrl(scope: Construct, name: string): string {
  const host = Stack.of(scope).region.startsWith('cn-') ? 'console.amazonaws.cn' : 'console.aws.amazon.com';
  return `https://${Aws.REGION}.${host}/cloudwatch/home?region=${Aws.REGION}#dashboards/dashboard/${name}`;
}
