import type { EndpointService } from './endpoint.ts';
import { writeXml, type XmlMembers } from './s3/xml.ts';
import { ServiceError } from './serviceError.ts';

/** An operation of an AWS Query service: parameters of the form in, members of the result out. */
export type QueryOperation = (parameters: URLSearchParams) => XmlMembers;

/** Reads and words the calls of a service that speaks the AWS Query protocol: CloudFormation, IAM. */
export function queryService(
  name: string,
  operations: Readonly<Record<string, QueryOperation>>,
): EndpointService {
  return {
    name,
    route({ body }) {
      const parameters = new URLSearchParams(body.toString('utf8'));
      const operation = parameters.get('Action') ?? '';
      const answer = operations[operation];
      if (answer === undefined) {
        throw new ServiceError(
          'InvalidAction',
          `'${operation}' is not emulated; the local ${name} answers ${Object.keys(operations).join(', ')}.`,
        );
      }
      return {
        operation,
        perform: () => ({
          status: 200,
          headers: { 'content-type': 'text/xml' },
          body: writeXml(`${operation}Response`, {
            [`${operation}Result`]: answer(parameters),
            ResponseMetadata: { RequestId: 'local' },
          }),
        }),
      };
    },
    refuse: ({ code, message, status }) => ({
      status,
      headers: { 'content-type': 'text/xml' },
      body: writeXml('ErrorResponse', {
        Error: { Type: 'Sender', Code: code, Message: message },
        RequestId: 'local',
      }),
    }),
  };
}

/** Values of a list parameter: `ActionNames.member.1`, `ActionNames.member.2`, … */
export function listParameter(parameters: URLSearchParams, name: string): string[] {
  return [...parameters].filter(([key]) => key.startsWith(`${name}.member.`)).map(([, value]) => value);
}
