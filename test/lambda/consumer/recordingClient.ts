/** A command that a client was given. */
export interface SentCommand {
  /** Its class, such as `PutObjectCommand`. */
  readonly name: string;
  // biome-ignore lint/suspicious/noExplicitAny: each command has an input of its own, of which a test knows which it is
  readonly input: any;
  readonly signal: AbortSignal;
}

/** A client that keeps what it is given, and answers as a test says. */
export interface RecordingClient {
  readonly sent: SentCommand[];
  /** Calls that are not answered yet. */
  inFlight: number;
  send(command: object, options: { abortSignal: AbortSignal }): Promise<unknown>;
}

/**
 * Makes a client by hand.
 *
 * @param answer what a command is answered; an error that it throws is the service's
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

/** Waits as a call to a service would, and ends as the SDK does when the call is aborted. */
export function slowly(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(Object.assign(new Error('Request aborted'), { name: 'AbortError' }));
    });
  });
}

/** A signal that is never given. */
export function noStop(): AbortSignal {
  return new AbortController().signal;
}
