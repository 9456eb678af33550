import { arnsOf, type LocalAccount } from '../../account.ts';
import type { EndpointRequest, EndpointResponse, EndpointService } from '../endpoint.ts';
import { writeXml } from '../s3/xml.ts';
import { ServiceError } from '../serviceError.ts';
import { elementContent, initialConfiguration, membersOf, summaryOf } from './distributionXml.ts';

type Perform = (request: EndpointRequest) => EndpointResponse;

/**
 * Creates a local CloudFront with one distribution and one log configuration, which can be attached and
 * detached.
 */
export function cloudFrontService(account: LocalAccount): EndpointService {
  const { logConfiguration } = arnsOf(account);
  const { id, domainName } = account.distribution;
  let configuration = initialConfiguration(account);
  let version = 1;

  const entityTag = () => `ELOCAL${version}`;
  const xml = (body: string, headers: Record<string, string> = {}) => ({
    status: 200,
    headers: { 'content-type': 'text/xml', ...headers },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}`,
  });
  const distributionXml = () =>
    `<Distribution>${membersOf({
      Id: id,
      ARN: arnsOf(account).distribution,
      Status: 'Deployed',
      LastModifiedTime: new Date(0).toISOString(),
      InProgressInvalidationBatches: 0,
      DomainName: domainName,
    })}<DistributionConfig>${configuration}</DistributionConfig></Distribution>`;
  const list = (summaries: readonly string[]) =>
    xml(
      `<DistributionList><Marker></Marker><MaxItems>100</MaxItems><IsTruncated>false</IsTruncated><Quantity>${summaries.length}</Quantity><Items>${summaries.join('')}</Items></DistributionList>`,
    );

  const operations: readonly [pattern: RegExp, operation: string, perform: Perform][] = [
    [
      /^POST \/get-realtime-log-config\/?$/,
      'GetRealtimeLogConfig',
      (request) => {
        const text = request.body.toString('utf8');
        const asked = elementContent(text, 'ARN') ?? elementContent(text, 'Name');
        if (asked !== logConfiguration && asked !== account.stackName) {
          throw new ServiceError(
            'NoSuchRealtimeLogConfig',
            'The real-time log configuration does not exist.',
            { status: 404 },
          );
        }
        return xml(
          `<GetRealtimeLogConfigResult>${realtimeLogConfigXml(account)}</GetRealtimeLogConfigResult>`,
        );
      },
    ],
    [
      /^POST \/distributionsByRealtimeLogConfig\/?$/,
      'ListDistributionsByRealtimeLogConfig',
      () =>
        list(
          configuration.includes(`<RealtimeLogConfigArn>${logConfiguration}</RealtimeLogConfigArn>`)
            ? [summaryOf(account, configuration)]
            : [],
        ),
    ],
    [/^GET \/distribution\/?$/, 'ListDistributions', () => list([summaryOf(account, configuration)])],
    [
      /^GET \/distribution\/[^/]+$/,
      'GetDistribution',
      (request) => {
        requireId(request, id);
        return xml(distributionXml(), { etag: entityTag() });
      },
    ],
    [
      /^GET \/distribution\/[^/]+\/config$/,
      'GetDistributionConfig',
      (request) => {
        requireId(request, id);
        return xml(`<DistributionConfig>${configuration}</DistributionConfig>`, { etag: entityTag() });
      },
    ],
    [
      /^PUT \/distribution\/[^/]+\/config$/,
      'UpdateDistribution',
      (request) => {
        requireId(request, id);
        if (request.headers['if-match'] !== entityTag()) {
          throw new ServiceError(
            'PreconditionFailed',
            'The request failed because it did not meet the preconditions in one or more request-header fields.',
            { status: 412 },
          );
        }
        const sent = elementContent(request.body.toString('utf8'), 'DistributionConfig');
        if (sent === undefined) throw new ServiceError('MalformedXML', 'Expected a DistributionConfig.');
        configuration = sent;
        version++;
        return xml(distributionXml(), { etag: entityTag() });
      },
    ],
  ];

  return {
    name: 'cloudfront',
    route(request) {
      const [path = ''] = request.url.replace('/2020-05-31', '').split('?');
      const found = operations.find(([pattern]) => pattern.test(`${request.method} ${path}`));
      if (found === undefined) {
        throw new ServiceError(
          'NotImplemented',
          `${request.method} ${path} is not emulated by the local CloudFront.`,
          { status: 501 },
        );
      }
      return { operation: found[1], perform: () => found[2](request) };
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

function requireId({ url }: EndpointRequest, id: string): void {
  const asked = /\/distribution\/([^/?]+)/.exec(url)?.[1];
  if (asked !== id) {
    throw new ServiceError('NoSuchDistribution', 'The specified distribution does not exist.', {
      status: 404,
    });
  }
}

function realtimeLogConfigXml(account: LocalAccount): string {
  const { logConfiguration, deliveryRole, stream } = arnsOf(account);
  return `<RealtimeLogConfig>${membersOf({
    ARN: logConfiguration,
    Name: account.stackName,
    SamplingRate: account.samplingRate,
    EndPoints: {
      member: { StreamType: 'Kinesis', KinesisStreamConfig: { RoleARN: deliveryRole, StreamARN: stream } },
    },
    Fields: { Field: account.layout.fields as never },
  })}</RealtimeLogConfig>`;
}
