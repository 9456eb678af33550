/** Returns a message of a metric alarm on an expression, in the format in which CloudWatch sends it to a topic. */
export function alarmMessage(members: Readonly<Record<string, unknown>> = {}): string {
  const topic = 'arn:aws:sns:eu-central-1:123456789012:alarms';
  const count = (id: string, name: string) => ({
    Id: id,
    MetricStat: {
      Metric: {
        Dimensions: [{ value: 'cloudfront-realtime-logs', name: 'service' }],
        MetricName: name,
        Namespace: 'CloudFront/RealtimeLogs/Pipeline',
      },
      Period: 60,
      Stat: 'Sum',
    },
    ReturnData: false,
  });
  return JSON.stringify({
    AlarmName: 'cloudfront-realtime-logs Server error rate',
    AlarmDescription: 'More than 5% of the requests end with a status of 500 to 599.',
    AWSAccountId: '123456789012',
    AlarmConfigurationUpdatedTimestamp: '2026-11-01T08:00:00.000+0000',
    NewStateValue: 'ALARM',
    NewStateReason:
      'Threshold Crossed: 3 out of the last 5 datapoints were greater than the threshold (5.0).',
    StateChangeTime: '2026-11-20T13:05:42.120+0000',
    Region: 'EU (Frankfurt)',
    AlarmArn: 'arn:aws:cloudwatch:eu-central-1:123456789012:alarm:cloudfront-realtime-logs Server error rate',
    OldStateValue: 'OK',
    OKActions: [topic],
    AlarmActions: [topic],
    InsufficientDataActions: [],
    Trigger: {
      Period: 60,
      EvaluationPeriods: 5,
      DatapointsToAlarm: 3,
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: 5,
      TreatMissingData: 'notBreaching',
      EvaluateLowSampleCountPercentile: '',
      Metrics: [
        { Id: 'expr_1', Expression: '100 * errors / requests', Label: 'Server errors', ReturnData: true },
        count('errors', '5xxCount'),
        count('requests', 'Requests'),
      ],
    },
    ...members,
  });
}

/** Returns a message of a composite alarm, which has a rule instead of a trigger. */
export function compositeMessage(alarmName: string): string {
  return alarmMessage({
    AlarmName: alarmName,
    Trigger: undefined,
    AlarmRule: 'ALARM("fast") AND ALARM("slow")',
    TriggeringChildren: [{ Arn: 'arn:aws:cloudwatch:eu-central-1:123456789012:alarm:fast' }],
  });
}
