import { s3Error } from '../consumer/serviceErrors.ts';

interface Command {
  readonly input: {
    readonly Body?: unknown;
    readonly IfMatch?: string;
    readonly IfNoneMatch?: string;
    readonly Metadata?: Record<string, string>;
  };
}

/** A bucket with one object, with the responses and errors of S3. */
export class StoredObject {
  /** The object's text; undefined if the object doesn't exist. */
  text: string | undefined;
  lastModified = 0;
  metadata: Record<string, string> | undefined;
  /** Entity tag of the object, which changes with every put. */
  version = 0;
  puts = 0;
  /** Called before a put is processed, for concurrent changes. */
  beforePut: () => void = () => {};

  constructor(text?: string) {
    if (text !== undefined) this.put(text);
  }

  put(text: string): void {
    this.text = text;
    this.version++;
    this.lastModified = Date.now();
  }

  /** Responds to the three commands that are used. */
  async send(command: object): Promise<unknown> {
    const { input } = command as Command;
    if (command.constructor.name === 'GetObjectCommand') {
      const { text } = this;
      if (text === undefined) throw s3Error('NoSuchKey', 404, 'The specified key does not exist.');
      return {
        Body: { transformToString: async () => text },
        ETag: `"${this.version}"`,
        Metadata: this.metadata,
        LastModified: new Date(Math.floor(this.lastModified / 1000) * 1000),
      };
    }
    if (command.constructor.name === 'DeleteObjectCommand') {
      this.text = undefined;
      return {};
    }
    this.beforePut();
    this.puts++;
    const isAsExpected =
      input.IfMatch === undefined
        ? input.IfNoneMatch !== '*' || this.text === undefined
        : this.text !== undefined && input.IfMatch === `"${this.version}"`;
    if (!isAsExpected) {
      throw s3Error(
        'PreconditionFailed',
        412,
        'At least one of the pre-conditions you specified did not hold',
      );
    }
    this.put(String(input.Body));
    this.metadata = input.Metadata;
    return { ETag: `"${this.version}"` };
  }
}
