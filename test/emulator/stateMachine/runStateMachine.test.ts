import type { StateMachine } from '../../../emulator/stateMachine/definition.ts';
import { runStateMachine, TaskError } from '../../../emulator/stateMachine/runStateMachine.ts';

const machine: StateMachine = {
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: 'service',
      Parameters: { 'id.$': '$$.Execution.Id', 'given.$': '$.number', fixed: 7 },
      ResultSelector: { 'text.$': '$.answer.text' },
      ResultPath: '$.result',
      Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Failed' }],
      Next: 'Choose',
    },
    Choose: {
      Type: 'Choice',
      Choices: [{ Variable: '$.result.text', StringEquals: 'good', Next: 'Done' }],
      Default: 'Ask again',
    },
    'Ask again': { Type: 'Task', Resource: 'other', OutputPath: '$.Payload', Next: 'Done' },
    Done: { Type: 'Succeed' },
    Failed: { Type: 'Fail', ErrorPath: '$.error.Error', CausePath: '$.error.Cause' },
  },
};
const context = { Execution: { Id: 'execution-1' } };

describe('runStateMachine', () => {
  it('fills in parameters, selects results, and evaluates choices', async () => {
    const given: unknown[] = [];
    const service = async (parameters: unknown) => {
      given.push(parameters);
      return { answer: { text: 'good' }, rest: 1 };
    };
    const result = await runStateMachine(machine, { number: 1 }, { service }, context);
    expect(given).toEqual([{ id: 'execution-1', given: 1, fixed: 7 }]);
    expect(result).toEqual({
      status: 'SUCCEEDED',
      output: { number: 1, result: { text: 'good' } },
      path: ['Ask', 'Choose', 'Done'],
    });
  });

  it('continues with the part of a result at the output path', async () => {
    const services = {
      service: async () => ({ answer: { text: 'bad' } }),
      other: async () => ({ Payload: { end: true } }),
    };
    const { output, path } = await runStateMachine(machine, { number: 1 }, services, context);
    expect({ output, path }).toEqual({ output: { end: true }, path: ['Ask', 'Choose', 'Ask again', 'Done'] });
  });

  it('catches the error of a task', async () => {
    const service = async () => {
      throw new TaskError('States.TaskFailed', 'no');
    };
    expect(await runStateMachine(machine, { number: 1 }, { service }, context)).toMatchObject({
      status: 'FAILED',
      error: 'States.TaskFailed',
      cause: 'no',
    });
  });

  it.each([
    [{ ...machine, StartAt: 'Nowhere' }, "the state 'Nowhere' does not exist"],
    [
      { StartAt: 'A', States: { A: { Type: 'Succeed' }, B: { Type: 'Succeed' } } },
      "the state 'B' is unreachable",
    ],
    [{ StartAt: 'A', States: { A: { Type: 'Succeed', Comment: '' } } }, "got 'Comment'"],
    [{ StartAt: 'A', States: { A: { Type: 'Parallel' } } }, "got 'Parallel'"],
  ])('rejects a definition that it would run differently from Step Functions', async (definition, message) => {
    await expect(runStateMachine(definition as StateMachine, {}, {})).rejects.toThrow(message);
  });

  it('rejects more data between two states than Step Functions accepts', async () => {
    const service = async () => ({ answer: { text: 'x'.repeat(262_144) } });
    await expect(runStateMachine(machine, { number: 1 }, { service }, context)).rejects.toThrow(
      "the state 'Choose' receives at most 262144 bytes of data",
    );
  });
});
