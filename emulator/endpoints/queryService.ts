import type { EndpointService } from './endpoint.ts';
import { writeXml, type XmlMembers } from './s3/xml.ts';
import { ServiceError } from './serviceError.ts';

/** An operation of an AWS Query service. It receives form parameters, and returns the members of the result. */
export type QueryOperation = (parameters: URLSearchParams) => XmlMembers;

/**
 * Creates a service that reads requests and writes responses in the AWS Query protocol, such as
 * CloudFormation or IAM.
 */
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
          `The local ${name} does not emulate '${operation}'. It supports ${Object.keys(operations).join(', ')}.`,
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

/** Returns the values of a list parameter: `ActionNames.member.1`, `ActionNames.member.2`, … */
export function listParameter(parameters: URLSearchParams, name: string): string[] {
  return [...parameters].filter(([key]) => key.startsWith(`${name}.member.`)).map(([, value]) => value);
}
