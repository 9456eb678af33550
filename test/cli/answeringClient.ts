/** Responses of a service by operation: the SDK's result, or an error to throw. */
export type Answers = Readonly<Record<string, unknown>>;

/** A call to a client. */
export interface Call {
  readonly operation: string;
  readonly input: Record<string, unknown>;
}

/** A client with prepared responses that records its calls. */
export type AnsweringClient<Client> = Client & { readonly calls: readonly Call[] };

/**
 * Creates an SDK client with prepared responses, without a connection.
 *
 * @param answers by operation: a response, an error to throw, a list of these for consecutive calls (the last one is
 *   repeated), or a function of the input
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

/** Returns an error in the form that the SDK creates from a service's response. */
export function serviceError(name: string, message: string, status = 400): Error {
  return Object.assign(new Error(message), {
    name,
    $fault: status < 500 ? 'client' : 'server',
    $metadata: { httpStatusCode: status, requestId: '5a1c9e0e-0000-4000-8000-000000000000', attempts: 1 },
  });
}
