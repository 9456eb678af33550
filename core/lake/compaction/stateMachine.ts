/** Names and ARNs in the definition of the state machine. */
export interface StateMachineNames {
  /** AWS partition, such as `aws` or `aws-cn`. */
  readonly partition: string;
  /** ARN of the planner function. */
  readonly plannerArn: string;
  readonly workgroup: string;
  readonly database: string;
}

/**
 * Timeout of a statement, in seconds: more than the 30 minutes after which Athena cancels a query (Athena
 * service quotas, November 2026).
 */
const statementSeconds = 2_100;

/** Timeout of a run, in seconds. The next run continues where this one stopped. */
export const runSeconds = 3 * 3_600;

/** Retries errors of the Lambda service. The planner's changes can be repeated safely. */
const plannerRetry = [
  {
    ErrorEquals: [
      'Lambda.ServiceException',
      'Lambda.AWSLambdaException',
      'Lambda.SdkClientException',
      'Lambda.TooManyRequestsException',
    ],
    IntervalSeconds: 5,
    MaxAttempts: 5,
    BackoffRate: 2,
  },
];

/**
 * Returns the definition of the state machine in the Amazon States Language. It invokes the planner, runs the statement
 * in Athena, and passes the outcome to the planner, until the planner ends the run. A failed statement is passed to the
 * planner too. The state machine doesn't retry statements: the next execution repeats them.
 */
export function stateMachineDefinition({ partition, plannerArn, workgroup, database }: StateMachineNames) {
  const planner = (payload: Readonly<Record<string, string>>) => ({
    Type: 'Task',
    Resource: `arn:${partition}:states:::lambda:invoke`,
    Parameters: { FunctionName: plannerArn, Payload: { 'execution.$': '$$.Execution.Id', ...payload } },
    OutputPath: '$.Payload',
    TimeoutSeconds: 900,
    Retry: plannerRetry,
    Next: 'Decide',
  });
  return {
    Comment: 'Merges closed hours of the lake into the compacted table',
    StartAt: 'Plan',
    TimeoutSeconds: runSeconds,
    States: {
      Plan: planner({}),
      Decide: {
        Type: 'Choice',
        Choices: [
          { Variable: '$.next', StringEquals: 'statement', Next: 'Run statement' },
          { Variable: '$.next', StringEquals: 'done', Next: 'Done' },
        ],
        Default: 'Failed',
      },
      'Run statement': {
        Type: 'Task',
        Resource: `arn:${partition}:states:::athena:startQueryExecution.sync`,
        Parameters: {
          'QueryString.$': '$.sql',
          WorkGroup: workgroup,
          QueryExecutionContext: { Database: database },
        },
        ResultSelector: { 'queryExecutionId.$': '$.QueryExecution.QueryExecutionId' },
        ResultPath: '$.outcome',
        TimeoutSeconds: statementSeconds,
        Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.outcome', Next: 'Plan next step' }],
        Next: 'Plan next step',
      },
      'Plan next step': planner({ 'run.$': '$.run', 'outcome.$': '$.outcome' }),
      Done: { Type: 'Succeed' },
      Failed: { Type: 'Fail', ErrorPath: '$.error', CausePath: '$.cause' },
    },
  };
}
