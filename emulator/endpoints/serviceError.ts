/** Properties of a {@link ServiceError} in addition to its message. */
interface ServiceErrorOptions {
  /** HTTP status. @default 400 */
  readonly status?: number;
  /** The code in the AWS Query protocol, if the service still sends it, too. */
  readonly queryCode?: string;
}

/** An error response of an AWS service: the code that clients check, the message, and the HTTP status. */
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
