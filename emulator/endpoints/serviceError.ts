/** Properties of a {@link ServiceError} besides its message. */
interface ServiceErrorOptions {
  /** The HTTP status, 400 by default. */
  readonly status?: number;
  /** The code in the AWS Query protocol, if the service still names errors by it, too. */
  readonly queryCode?: string;
}

/** A refusal as the AWS service words it: the code that clients branch on, and the HTTP status. */
export class ServiceError extends Error {
  readonly code: string;
  readonly status: number;
  readonly queryCode: string | undefined;

  constructor(code: string, message: string, { status = 400, queryCode }: ServiceErrorOptions = {}) {
    super(message);
    this.name = 'ServiceError';
    this.code = code;
    this.status = status;
    this.queryCode = queryCode;
  }
}
