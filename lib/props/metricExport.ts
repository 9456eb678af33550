import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { cloudWatchEndpoint } from '../../core/otlp/metricExport.ts';
import type { PipelineOptions } from '../settings/pipelineOptions.ts';
import { completeArnOf } from './completeArn.ts';
import { keyArnOf } from './keyArn.ts';
import { omitUndefined } from './omitUndefined.ts';

/** Attributes, limits, and temporality of exported metrics. docs/opentelemetry.md lists the metrics and attributes. */
export interface MetricExportProps {
  /**
   * Attributes of the data points, by the names in docs/opentelemetry.md.
   *
   * @default ['behavior', 'status', 'detailed-result']
   */
  readonly attributes?: string[];

  /**
   * Maximum number of values of an attribute, 1 to 10,000. Further values are counted as `other`.
   *
   * @default 200
   */
  readonly valueLimit?: number;

  /**
   * Maximum number of attribute sets per minute and batch, 1 to 50,000. Further sets are counted together as one set.
   *
   * @default 2000
   */
  readonly setLimit?: number;

  /**
   * Whether sums are cumulative, for backends that don't accept anything else, instead of sums per minute (delta).
   *
   * @default false
   */
  readonly cumulative?: boolean;

  /**
   * Whether the classic CloudWatch metrics of distributions and cache behaviors are sent too.
   *
   * @default true
   */
  readonly classicMetrics?: boolean;
}

/** Properties of an export to an endpoint other than CloudWatch's. */
export interface EndpointExportProps extends MetricExportProps {
  /**
   * Secret whose value is a JSON object of request headers.
   *
   * @default - none
   */
  readonly headers?: ISecret;
}

/** Exports the metrics of the traffic over OTLP (OpenTelemetry). */
export class MetricExport {
  /** Exports to CloudWatch's OTLP endpoint. */
  static toCloudWatch(props: MetricExportProps = {}): MetricExport {
    return new MetricExport({ endpoint: cloudWatchEndpoint, ...membersOf(props) });
  }

  /** Exports to another OTLP endpoint. */
  static toEndpoint(url: string, props: EndpointExportProps = {}): MetricExport {
    const headersSecretArn = props.headers && completeArnOf('headers', props.headers);
    const headersKeyArn = keyArnOf('headers', props.headers?.encryptionKey);
    return new MetricExport({
      endpoint: url,
      ...membersOf(props),
      ...omitUndefined({ headersSecretArn, headersKeyArn }),
    });
  }

  /** @internal */
  static _of(option: NonNullable<PipelineOptions['metricExport']>): MetricExport {
    return new MetricExport(option);
  }

  /** Makes the class distinct for the compiler, which otherwise accepts any object: its other members are internal. */
  protected declare readonly _kind: 'MetricExport';
  /** @internal */
  readonly _option: NonNullable<PipelineOptions['metricExport']>;

  private constructor(option: unknown) {
    this._option = option as NonNullable<PipelineOptions['metricExport']>;
  }
}

function membersOf(props: MetricExportProps): object {
  const { attributes, valueLimit, setLimit, cumulative, classicMetrics } = props;
  const temporality = cumulative === undefined ? undefined : cumulative ? 'cumulative' : 'delta';
  return omitUndefined({ attributes, valueLimit, setLimit, temporality, classicMetrics });
}
