/** What the definition of the state machine names. */
export interface StateMachineNames {
  /** `aws`, or that of China or GovCloud. */
  readonly partition: string;
  /** ARN of the planner function. */
  readonly plannerArn: string;
  readonly workgroup: string;
  readonly database: string;
}

/**
 * Seconds after which a statement is given up: more than the 30 minutes after which Athena itself ends a query (Athena
 * service quotas, November 2026).
 */
const statementSeconds = 2_100;

/** Seconds after which a run is given up. The next one goes on where it stopped. */
export const runSeconds = 3 * 3_600;

/** Errors of Lambda itself. The planner changes nothing but what it can change again. */
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
 * The definition of the state machine in the Amazon States Language: ask the planner, run the statement in Athena,
 * tell the planner what came of it, until the planner says that the run is over. A failed statement goes to the
 * planner too. No statement is retried here: the next execution repeats it.
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
        Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.outcome', Next: 'Go on' }],
        Next: 'Go on',
      },
      'Go on': planner({ 'run.$': '$.run', 'outcome.$': '$.outcome' }),
      Done: { Type: 'Succeed' },
      Failed: { Type: 'Fail', ErrorPath: '$.error', CausePath: '$.cause' },
    },
  };
}
