/** A command that was sent with a client. */
export interface SentCommand {
  /** Name of the command's class, such as `PutObjectCommand`. */
  readonly name: string;
  // biome-ignore lint/suspicious/noExplicitAny: each command has a different input, and the test knows which
  readonly input: any;
  readonly signal: AbortSignal;
}

/** A client that records commands, and returns responses of the test. */
export interface RecordingClient {
  readonly sent: SentCommand[];
  /** Number of calls without a response yet. */
  inFlight: number;
  send(command: object, options: { abortSignal: AbortSignal }): Promise<unknown>;
}

/**
 * Creates such a client.
 *
 * @param answer returns the response to a command, or throws the error of the service
 */
export function recordingClient(
  answer: (command: SentCommand) => unknown = () => ({ $metadata: { httpStatusCode: 200 } }),
): RecordingClient {
  return {
    sent: [],
    inFlight: 0,
    async send(command, { abortSignal }) {
      const { input } = command as { input: unknown };
      const sent = { name: command.constructor.name, input, signal: abortSignal };
      this.sent.push(sent);
      this.inFlight++;
      try {
        return await answer(sent);
      } finally {
        this.inFlight--;
      }
    },
  };
}

/** Waits like a call to a service. If the call is aborted, throws like the SDK. */
export function slowly(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(Object.assign(new Error('Request aborted'), { name: 'AbortError' }));
    });
  });
}

/** A signal that is never aborted. */
export function neverAborted(): AbortSignal {
  return new AbortController().signal;
}
