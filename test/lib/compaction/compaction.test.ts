import { stateMachineDefinition } from '../../../core/lake/compaction/stateMachine.ts';
import { checkDefinition, type StateMachine } from '../../../emulator/stateMachine/definition.ts';
import { resourceOfType, resourcesOf, synthesize } from '../synthesize.ts';

jest.mock('../../../lib/functionBundle.ts', () => jest.requireActual('../bundleStandIn.ts'));

describe('the compaction', () => {
  it('deploys the definition that the tests execute', () => {
    const { Definition, StateMachineType } = resourceOfType(
      synthesize(),
      'AWS::StepFunctions::StateMachine',
    ).Properties;
    expect(StateMachineType).toBe('STANDARD');
    const text = JSON.stringify(Definition).replaceAll(
      /\{"Fn::Join":\["",\["arn:",\{"Ref":"AWS::Partition"\},"([^"]+)"\]\]\}/g,
      '"arn:PARTITION$1"',
    );
    const expected = stateMachineDefinition({
      partition: 'PARTITION',
      plannerArn: { 'Fn::GetAtt': ['PipelineCompactionPlannerFunction46485A90', 'Arn'] } as never,
      workgroup: 'cloudfront-realtime-logs-compaction',
      database: 'cloudfront_realtime_logs',
    });
    expect(JSON.parse(text)).toEqual(expected);
    expect(() => checkDefinition(expected as unknown as StateMachine)).not.toThrow();
  });

  it('starts every hour, five minutes after an hour closes', () => {
    expect(resourceOfType(synthesize(), 'AWS::Scheduler::Schedule').Properties).toMatchObject({
      ScheduleExpression: 'cron(20 * * * ? *)',
      FlexibleTimeWindow: { Mode: 'OFF' },
    });
  });

  it('starts at deployment after the table exists, and again when its columns change', () => {
    const start = (fields?: string[]) =>
      resourceOfType(synthesize(fields && { fields }), 'Custom::CompactionStart');
    expect(start().DependsOn).toContain('PipelineTableRequestsRaw12E134F9');
    const { Columns } = start(['timestamp', 'x-new:after=timestamp']).Properties;
    expect(String(Columns)).toContain('x_new');
    expect(Columns).not.toBe(start().Properties['Columns']);
  });

  it('retains the database, which contains its tables, together with the lake', () => {
    const database = (props = {}) => resourceOfType(synthesize(props), 'AWS::Glue::Database').DeletionPolicy;
    expect([database(), database({ lakeRemoval: 'destroy' })]).toEqual(['RetainExceptOnCreate', 'Delete']);
  });

  it('uses the bucket, the database, and the tables of a deleted stack again', () => {
    const template = synthesize({ name: 'other', lakeBucketName: 'kept-lake', databaseName: 'kept_logs' });
    const types = Object.values(resourcesOf(template)).map(({ Type }) => Type);
    expect(types).not.toContain('AWS::Glue::Database');
    expect(resourceOfType(template, 'AWS::Glue::Table').Properties).toMatchObject({
      DatabaseName: 'kept_logs',
      TableInput: { StorageDescriptor: { Location: 's3://kept-lake/raw/' } },
    });
    expect(resourcesOf(template)['PipelineCompactionPlannerFunction46485A90']?.Properties).toMatchObject({
      Environment: { Variables: { LAKE_BUCKET: 'kept-lake', DATABASE: 'kept_logs' } },
    });
  });

  it('has names that do not collide with another pipeline of the account', () => {
    const namesOf = (name?: string) =>
      Object.entries(resourcesOf(synthesize(name === undefined ? {} : { name })))
        .filter(([id, { Type }]) => /Compaction|Table/.test(id) && !/Alarm|Dashboard/.test(Type))
        .flatMap(
          ([, resource]) =>
            JSON.stringify(resource).match(/"[^"]*cloudfront[-_]realtime[-_]logs[^"]*"/g) ?? [],
        );
    expect(namesOf().length).toBeGreaterThan(10);
    expect(namesOf('other')).toEqual([]);
  });

  it('has no schedule if it is off, and still maintains the view', () => {
    const types = Object.values(resourcesOf(synthesize({ compaction: false }))).map(({ Type }) => Type);
    expect(types).not.toContain('AWS::Scheduler::Schedule');
    expect(types).toContain('Custom::CompactionStart');
  });
});
