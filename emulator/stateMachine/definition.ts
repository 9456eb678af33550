/** Data of a state machine: any JSON value. */
export type Json = unknown;

/** Errors that a state catches, and the next state. */
interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly ResultPath?: string;
  readonly Next: string;
}

/** A state in the Amazon States Language, with the members that the interpreter supports. */
export interface State {
  readonly Type: string;
  readonly Resource?: string;
  readonly Parameters?: Json;
  readonly ResultSelector?: Json;
  readonly ResultPath?: string;
  readonly OutputPath?: string;
  readonly TimeoutSeconds?: number;
  readonly Retry?: Json;
  readonly Catch?: readonly Catcher[];
  readonly Next?: string;
  readonly End?: boolean;
  readonly Choices?: readonly {
    readonly Variable: string;
    readonly StringEquals: string;
    readonly Next: string;
  }[];
  readonly Default?: string;
  readonly ErrorPath?: string;
  readonly CausePath?: string;
}

/** Definition of a state machine. */
export interface StateMachine {
  readonly Comment?: string;
  readonly StartAt: string;
  readonly TimeoutSeconds?: number;
  readonly States: Readonly<Record<string, State>>;
}

const knownMembers: Readonly<Record<string, readonly string[]>> = {
  Task: [
    'Type',
    'Resource',
    'Parameters',
    'ResultSelector',
    'ResultPath',
    'OutputPath',
    'TimeoutSeconds',
    'Retry',
    'Catch',
    'Next',
    'End',
  ],
  Choice: ['Type', 'Choices', 'Default'],
  Succeed: ['Type'],
  Fail: ['Type', 'ErrorPath', 'CausePath'],
};

/**
 * Rejects definitions that the interpreter would run differently from Step Functions: unknown members,
 * unreachable states, and targets that don't exist.
 *
 * @throws Error with the first problem
 */
export function checkDefinition({ StartAt, States }: StateMachine): void {
  const targets = new Set([StartAt]);
  for (const [name, state] of Object.entries(States)) {
    const known = knownMembers[state.Type];
    if (known === undefined)
      throw new Error(`expected a known type of the state '${name}', got '${state.Type}'`);
    const unknown = Object.keys(state).find((member) => !known.includes(member));
    if (unknown !== undefined)
      throw new Error(`expected known members of the state '${name}', got '${unknown}'`);
    for (const next of [
      state.Next,
      state.Default,
      ...(state.Catch ?? []).map(({ Next }) => Next),
      ...(state.Choices ?? []).map(({ Next }) => Next),
    ])
      if (next !== undefined) targets.add(next);
  }
  const missing = [...targets].find((name) => States[name] === undefined);
  if (missing !== undefined) throw new Error(`the state '${missing}' does not exist`);
  const unreached = Object.keys(States).find((name) => !targets.has(name));
  if (unreached !== undefined) throw new Error(`the state '${unreached}' is unreachable`);
}
