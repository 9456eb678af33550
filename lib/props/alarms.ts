import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { AlarmThresholds } from '../settings/alarmThresholds.ts';
import type { PipelineOptions } from '../settings/pipelineOptions.ts';
import { type ExplanationProps, explanationsOf } from './explanations.ts';
import { omitUndefined } from './omitUndefined.ts';

/** Thresholds of alarms, and where alarms are sent. */
export interface AlarmsProps extends AlarmThresholds {
  /**
   * Topic that receives the alarms.
   *
   * @default - a new topic
   */
  readonly topic?: ITopic;

  /**
   * Email addresses that receive the alarms after each confirms its subscription. Can't be combined with `topic`.
   *
   * @default []
   */
  readonly emails?: string[];

  /**
   * Sends explanations of alarms about the traffic. `{}` sends them to the alarm topic only.
   *
   * @default - no explanations
   */
  readonly explanations?: ExplanationProps;
}

/**
 * The alarms of a pipeline.
 *
 * @example Alarms.defaults({ topic, serverErrorRate: 2 }).without('noRecords')
 */
export class Alarms {
  /** All alarms, with the default thresholds in docs/configuration.md, except for the thresholds given here. */
  static defaults(props: AlarmsProps = {}): Alarms {
    const { topic, emails, explanations, ...thresholds } = props;
    const options = omitUndefined({
      alarmTopicArn: topic?.topicArn,
      alarmEmails: emails,
      explanations: explanations && explanationsOf(explanations),
    });
    return new Alarms({ ...options, alarms: omitUndefined(thresholds) }, topic);
  }

  /** No alarms, and no topic. */
  static none(): Alarms {
    return new Alarms({ alarms: false });
  }

  /** @internal */
  readonly _options: PipelineOptions;
  /** @internal */
  readonly _topic: ITopic | undefined;

  private constructor(options: PipelineOptions, topic?: ITopic) {
    this._options = options;
    this._topic = topic;
  }

  /** These alarms without some of them, which are given by the names of their thresholds. */
  without(...names: string[]): Alarms {
    const { alarms, ...options } = this._options;
    if (alarms === false) return this;
    const off = Object.fromEntries(names.map((name) => [name, false]));
    return new Alarms({ ...options, alarms: { ...alarms, ...off } }, this._topic);
  }
}
