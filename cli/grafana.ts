import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { S3Client } from '@aws-sdk/client-s3';
import { Command } from 'commander';
import { useLakeFolders } from '../core/aws/lakeFolders.ts';
import { promQlBackends } from '../core/grafana/promQl.ts';
import { oneOf } from '../terminal/commandLine.ts';
import { addHelp } from '../terminal/helpText.ts';
import { output } from '../terminal/printer.ts';
import { type AwsOptions, addAwsOptions } from './aws/awsOptions.ts';
import { withAwsSentences } from './aws/awsSentence.ts';
import { clientOptions } from './aws/clientOptions.ts';
import { readGrafanaDashboard } from './grafana/readGrafanaDashboard.ts';
import { addStackOption, type StackOption } from './pipeline/stackOption.ts';

/** The classic CloudWatch metrics, which aren't queried with PromQL. */
const classic = 'classic';

const help = `
Prints a dashboard as JSON for import in Grafana. It contains the graphs of the stack's CloudWatch dashboard, and the
saved queries of the lake as tables. On import, Grafana asks for the data sources: CloudWatch, Athena, and Prometheus if
--traffic is a backend of OpenTelemetry metrics:
  classic          the classic CloudWatch metrics
  cloudwatch       the OpenTelemetry metrics in CloudWatch (option metricExport)
  prometheus       Prometheus 3 with cumulative points, native histograms and "translation_strategy: NoTranslation"
  victoriametrics  VictoriaMetrics with delta points

Examples:
  npx cfrl grafana > dashboard.json
  npx cfrl grafana --traffic cloudwatch --stack my-logs > dashboard.json
`;

interface GrafanaOptions extends AwsOptions, StackOption {
  readonly traffic: (typeof promQlBackends)[number] | typeof classic;
}

/** `cfrl grafana`: prints the stack's dashboard for Grafana. */
export function grafanaCommand(): Command {
  const command = new Command('grafana')
    .description("Print the stack's dashboard as JSON for Grafana.")
    .option(
      '--traffic <BACKEND>',
      `source of the traffic metrics: ${[classic, ...promQlBackends].join(', ')}`,
      oneOf('--traffic', [classic, ...promQlBackends]),
      classic,
    );
  addStackOption(command);
  return addHelp(addAwsOptions(command), help).action(async (options: GrafanaOptions) => {
    const { stack, traffic } = options;
    const settings = clientOptions(options);
    const clients = {
      cloudFormation: new CloudFormationClient(settings),
      cloudWatch: new CloudWatchClient(settings),
      s3: useLakeFolders(new S3Client(settings)),
    };
    const backend = traffic === classic ? undefined : traffic;
    const dashboard = await withAwsSentences(options, () => readGrafanaDashboard(clients, stack, backend));
    output.lines(JSON.stringify(dashboard, null, 2).split('\n'));
  });
}
