/** Answers of a service by the names of its operations: the SDK's result, or an Error to throw. */
export type Answers = Readonly<Record<string, unknown>>;

/** A call that a client was given. */
export interface Call {
  readonly operation: string;
  readonly input: Record<string, unknown>;
}

/** A client that answers from a table and notes its calls. */
export type AnsweringClient<Client> = Client & { readonly calls: readonly Call[] };

/**
 * Makes a client of the SDK that answers from a table, without any connection.
 *
 * @param answers by operation: an answer, an Error to throw, a list of these to give one after the other (the
 *   last one stays), or a function of the input
 */
export function answeringClient<Client>(answers: Answers, region = 'us-east-1'): AnsweringClient<Client> {
  const calls: Call[] = [];
  const given = new Map<string, number>();
  const client = {
    calls,
    config: { region: async () => region },
    async send(command: { readonly input: Record<string, unknown> }) {
      const operation = command.constructor.name.replace(/Command$/, '');
      calls.push({ operation, input: command.input });
      if (!(operation in answers)) throw new Error(`no answer of ${operation} is given`);
      const count = given.get(operation) ?? 0;
      given.set(operation, count + 1);
      const entry = answers[operation];
      const answer = Array.isArray(entry) ? entry[Math.min(count, entry.length - 1)] : entry;
      const value = typeof answer === 'function' ? answer(command.input) : answer;
      if (value instanceof Error) throw value;
      return value;
    },
    destroy() {},
  };
  return client as unknown as AnsweringClient<Client>;
}

/** An error as the SDK makes it of a service's answer. */
export function serviceError(name: string, message: string, status = 400): Error {
  return Object.assign(new Error(message), {
    name,
    $fault: status < 500 ? 'client' : 'server',
    $metadata: { httpStatusCode: status, requestId: '5a1c9e0e-0000-4000-8000-000000000000', attempts: 1 },
  });
}
