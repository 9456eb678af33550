import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { cloudWatchEndpoint } from '../../core/otlp/metricExport.ts';
import type { PipelineOptions } from '../settings/pipelineOptions.ts';
import { given } from './given.ts';

/** What is exported. docs/opentelemetry.md has the metrics and their attributes. */
export interface MetricExportProps {
  /**
   * Attributes of the data points, by the names of docs/opentelemetry.md.
   *
   * @default ['behavior', 'status', 'detailed-result']
   */
  readonly attributes?: string[];

  /**
   * Most values of one attribute, 1 to 10,000. Further ones are counted as `other`.
   *
   * @default 200
   */
  readonly valueLimit?: number;

  /**
   * Most attribute sets of a minute and batch, 1 to 50,000. Further ones are counted in one.
   *
   * @default 2000
   */
  readonly setLimit?: number;

  /**
   * Whether sums are cumulative, for backends that take nothing else, and not those of each minute.
   *
   * @default false
   */
  readonly cumulative?: boolean;

  /**
   * Whether the classic metrics of distributions and cache behaviors are put as well.
   *
   * @default true
   */
  readonly classicMetrics?: boolean;
}

/** An export to an endpoint of others. */
export interface EndpointExportProps extends MetricExportProps {
  /**
   * Secret that holds a JSON object of request headers.
   *
   * @default - none
   */
  readonly headers?: ISecret;
}

/** Exports the metrics of the traffic by OTLP (OpenTelemetry). */
export class MetricExport {
  /** To CloudWatch's own OTLP endpoint. */
  static toCloudWatch(props: MetricExportProps = {}): MetricExport {
    return new MetricExport({ endpoint: cloudWatchEndpoint, ...membersOf(props) });
  }

  /** To the URL of an OTLP endpoint. */
  static toEndpoint(url: string, props: EndpointExportProps = {}): MetricExport {
    const headersSecretArn = props.headers?.secretArn;
    return new MetricExport({ endpoint: url, ...membersOf(props), ...given({ headersSecretArn }) });
  }

  /** @internal */
  static _of(option: NonNullable<PipelineOptions['metricExport']>): MetricExport {
    return new MetricExport(option);
  }

  /** @internal */
  readonly _option: NonNullable<PipelineOptions['metricExport']>;

  private constructor(option: unknown) {
    this._option = option as NonNullable<PipelineOptions['metricExport']>;
  }
}

function membersOf(props: MetricExportProps): object {
  const { attributes, valueLimit, setLimit, cumulative, classicMetrics } = props;
  const temporality = cumulative === undefined ? undefined : cumulative ? 'cumulative' : 'delta';
  return given({ attributes, valueLimit, setLimit, temporality, classicMetrics });
}
