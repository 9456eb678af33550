import { checkDefinition, type Json, type State, type StateMachine } from './definition.ts';
import { fillTemplate, readPath, writePath } from './paths.ts';

/** An error of a task, with Step Functions' error name. */
export class TaskError extends Error {
  override readonly name: string;

  constructor(name: string, cause: string) {
    super(cause);
    this.name = name;
  }
}

/** Services that tasks call, by the state's resource. */
export type Services = Readonly<Record<string, (parameters: Json) => Promise<Json>>>;

/** Result of an execution. */
export interface ExecutionResult {
  readonly status: 'SUCCEEDED' | 'FAILED';
  readonly output: Json;
  readonly error?: string;
  readonly cause?: string;
  /** Names of the entered states, in order. */
  readonly path: readonly string[];
}

/** Maximum size of the data between two states, in bytes (Step Functions quotas, November 2026). */
const maxBytes = 262_144;

/**
 * Runs a state machine with the semantics of the Amazon States Language with JSONPath: parameters, result
 * selectors and paths, choices, catchers, and the size limit for data between states.
 *
 * @param context context object, which `$$` refers to
 */
export async function runStateMachine(
  machine: StateMachine,
  input: Json,
  services: Services,
  context: Json = { Execution: { Id: 'arn:aws:states:us-east-1:111122223333:execution:machine:1' } },
): Promise<ExecutionResult> {
  checkDefinition(machine);
  const path: string[] = [];
  let name = machine.StartAt;
  let data = input;
  for (;;) {
    path.push(name);
    const state = machine.States[name];
    checkSize(name, data);
    if (state.Type === 'Succeed') return { status: 'SUCCEEDED', output: data, path };
    if (state.Type === 'Fail') {
      const error = String(readPath(state.ErrorPath ?? '$', data, context));
      return {
        status: 'FAILED',
        output: data,
        error,
        cause: String(readPath(state.CausePath ?? '$', data, context)),
        path,
      };
    }
    if (state.Type === 'Choice') {
      name = choose(state, data, context);
      continue;
    }
    try {
      data = await runTask(state, data, services, context);
      name = state.Next as string;
    } catch (error) {
      if (!(error instanceof TaskError)) throw error;
      const catcher = state.Catch?.find(
        ({ ErrorEquals }) => ErrorEquals.includes('States.ALL') || ErrorEquals.includes(error.name),
      );
      if (catcher === undefined)
        return { status: 'FAILED', output: data, error: error.name, cause: error.message, path };
      data = writePath(catcher.ResultPath ?? '$', data, { Error: error.name, Cause: error.message });
      name = catcher.Next;
    }
  }
}

async function runTask(state: State, data: Json, services: Services, context: Json): Promise<Json> {
  const { Resource: resource = '', Parameters: parameters = data, ResultSelector: selector } = state;
  const service = services[resource];
  if (service === undefined) throw new Error(`there is no service for the resource '${resource}'`);
  const given = fillTemplate(parameters, data, context);
  // Services receive and return JSON.
  const result = plainJson(await service(plainJson(given)));
  const selected = selector === undefined ? result : fillTemplate(selector, result, context);
  return readPath(state.OutputPath ?? '$', writePath(state.ResultPath ?? '$', data, selected), context);
}

function choose({ Choices: choices = [], Default: otherwise }: State, data: Json, context: Json): string {
  const choice = choices.find(
    ({ Variable, StringEquals }) => readPath(Variable, data, context) === StringEquals,
  );
  const next = choice?.Next ?? otherwise;
  if (next === undefined) throw new TaskError('States.NoChoiceMatched', 'no choice matched');
  return next;
}

function plainJson(value: Json): Json {
  return value === undefined ? null : JSON.parse(JSON.stringify(value));
}

function checkSize(name: string, data: Json): void {
  const bytes = Buffer.byteLength(JSON.stringify(data) ?? '');
  if (bytes > maxBytes)
    throw new Error(`the state '${name}' receives at most ${maxBytes} bytes of data, got ${bytes}`);
}
