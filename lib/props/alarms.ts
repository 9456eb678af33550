import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { AlarmThresholds } from '../settings/alarmThresholds.ts';
import type { PipelineOptions } from '../settings/pipelineOptions.ts';
import { type ExplanationProps, explanationsOf } from './explanations.ts';
import { given } from './given.ts';

/** Thresholds that differ from the defaults, and where alarms are sent. */
export interface AlarmsProps extends AlarmThresholds {
  /**
   * Topic that alarms are sent to.
   *
   * @default - a topic of its own
   */
  readonly topic?: ITopic;

  /**
   * Addresses that alarms are sent to, once each has confirmed it. Not together with `topic`.
   *
   * @default []
   */
  readonly emails?: string[];

  /**
   * How alarms about the traffic explain themselves; `{}` for the mail of the topic alone.
   *
   * @default - not at all
   */
  readonly explanations?: ExplanationProps;
}

/**
 * The alarms of a pipeline.
 *
 * @example Alarms.defaults({ topic, serverErrorRate: 2 }).without('noRecords')
 */
export class Alarms {
  /** All alarms, with the thresholds of docs/configuration.md but for those given here. */
  static defaults(props: AlarmsProps = {}): Alarms {
    const { topic, emails, explanations, ...thresholds } = props;
    const options = given({
      alarmTopicArn: topic?.topicArn,
      alarmEmails: emails,
      explanations: explanations && explanationsOf(explanations),
    });
    return new Alarms({ ...options, alarms: given(thresholds) }, topic);
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

  /** These alarms without some of them, by the names of their thresholds. */
  without(...names: string[]): Alarms {
    const { alarms, ...options } = this._options;
    if (alarms === false) return this;
    const off = Object.fromEntries(names.map((name) => [name, false]));
    return new Alarms({ ...options, alarms: { ...alarms, ...off } }, this._topic);
  }
}
