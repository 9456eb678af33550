import { lostSettings } from './lostSettings.ts';

/** The parts of an AWS client's middleware that are used. */
interface Client {
  readonly middlewareStack: {
    // biome-ignore lint/suspicious/noExplicitAny: the middleware of every step has different types
    add(middleware: any, options: any): void;
  };
}

type Next = (args: unknown) => Promise<{ response: { body: Uint8Array | AsyncIterable<Uint8Array> } }>;

/** The context of the command that a middleware handles. */
interface Context {
  readonly commandName?: string;
}

/**
 * Makes a CloudFront client reject an update that would drop a setting of a distribution because the client is
 * older than the setting. It compares CloudFront's response with the update before sending it.
 */
export function guardSettings(client: Client): void {
  const answers = new Map<string, string>();
  client.middlewareStack.add(
    (next: Next, { commandName }: Context) =>
      async (args: { input: { Id?: string } }) => {
        const result = await next(args);
        if (commandName !== 'GetDistributionCommand') return result;
        const body = await bytesOf(result.response.body);
        // A stream can be read only once, so pass the bytes on to the deserializer.
        result.response.body = body;
        answers.set(args.input.Id ?? '', Buffer.from(body).toString());
        return result;
      },
    { step: 'deserialize', name: 'rememberDistribution', priority: 'low' },
  );
  client.middlewareStack.add(
    (next: Next, { commandName }: Context) =>
      async (args: { input: { Id?: string }; request: { body?: unknown } }) => {
        if (commandName === 'UpdateDistributionCommand') {
          const id = args.input.Id ?? '';
          const [lost] = lostSettings(answers.get(id) ?? '', String(args.request.body));
          if (lost !== undefined) throw new Error(describeLoss(id, lost));
        }
        return next(args);
      },
    { step: 'build', name: 'compareDistribution', priority: 'low' },
  );
}

function describeLoss(distributionId: string, setting: string): string {
  return (
    `expected to know every setting of ${distributionId}, got '${setting}', which an update would drop; update ` +
    '@aws-sdk/client-cloudfront, or attach in the CloudFront console'
  );
}

async function bytesOf(body: Uint8Array | AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  if (body instanceof Uint8Array) return body;
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}
