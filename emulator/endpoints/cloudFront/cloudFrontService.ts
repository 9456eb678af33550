import { arnsOf, type LocalAccount } from '../../account.ts';
import type { EndpointRequest, EndpointResponse, EndpointService } from '../endpoint.ts';
import { findOperation, type RestOperation } from '../restOperations.ts';
import { writeXml } from '../s3/xml.ts';
import { ServiceError } from '../serviceError.ts';
import { elementContent, initialConfiguration, membersOf, summaryOf } from './distributionXml.ts';

/**
 * Creates a local CloudFront with one distribution and one log configuration, which can be attached and
 * detached.
 */
export function cloudFrontService(account: LocalAccount): EndpointService {
  const cloudFront = new LocalCloudFront(account);
  const operations: readonly RestOperation[] = [
    {
      name: 'GetRealtimeLogConfig',
      pattern: /^POST \/2020-05-31\/get-realtime-log-config\/?$/,
      perform: (_, { body }) => cloudFront.getLogConfiguration(body.toString('utf8')),
    },
    {
      name: 'ListDistributionsByRealtimeLogConfig',
      pattern: /^POST \/2020-05-31\/distributionsByRealtimeLogConfig\/?$/,
      perform: () => cloudFront.listAttached(),
    },
    {
      name: 'ListDistributions',
      pattern: /^GET \/2020-05-31\/distribution\/?$/,
      perform: () => cloudFront.listAll(),
    },
    {
      name: 'GetDistribution',
      pattern: /^GET \/2020-05-31\/distribution\/([^/]+)$/,
      perform: ([id]) => cloudFront.getDistribution(id),
    },
    {
      name: 'GetDistributionConfig',
      pattern: /^GET \/2020-05-31\/distribution\/([^/]+)\/config$/,
      perform: ([id]) => cloudFront.getConfiguration(id),
    },
    {
      name: 'UpdateDistribution',
      pattern: /^PUT \/2020-05-31\/distribution\/([^/]+)\/config$/,
      perform: ([id], request) => cloudFront.updateDistribution(id, request),
    },
  ];
  return {
    name: 'cloudfront',
    route: (request) => findOperation(operations, request, { service: 'CloudFront', code: 'NotImplemented' }),
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

/** The state of the distribution, and the operations that read and change it. */
class LocalCloudFront {
  readonly #account: LocalAccount;
  #configuration: string;
  #version = 1;

  constructor(account: LocalAccount) {
    this.#account = account;
    this.#configuration = initialConfiguration(account);
  }

  /** @param text the request's XML, with the ARN or the name of the log configuration */
  getLogConfiguration(text: string): EndpointResponse {
    const asked = elementContent(text, 'ARN') ?? elementContent(text, 'Name');
    if (asked !== arnsOf(this.#account).logConfiguration && asked !== this.#account.stackName) {
      throw new ServiceError('NoSuchRealtimeLogConfig', 'The real-time log configuration does not exist.', {
        status: 404,
      });
    }
    return xml(
      `<GetRealtimeLogConfigResult>${logConfigurationXml(this.#account)}</GetRealtimeLogConfigResult>`,
    );
  }

  listAttached(): EndpointResponse {
    const arn = `<RealtimeLogConfigArn>${arnsOf(this.#account).logConfiguration}</RealtimeLogConfigArn>`;
    return listXml(this.#configuration.includes(arn) ? [this.#summary()] : []);
  }

  listAll(): EndpointResponse {
    return listXml([this.#summary()]);
  }

  getDistribution(id: string): EndpointResponse {
    this.#requireId(id);
    return this.#distributionXml();
  }

  getConfiguration(id: string): EndpointResponse {
    this.#requireId(id);
    return xml(`<DistributionConfig>${this.#configuration}</DistributionConfig>`, { etag: this.#entityTag });
  }

  updateDistribution(id: string, { headers, body }: EndpointRequest): EndpointResponse {
    this.#requireId(id);
    if (headers['if-match'] !== this.#entityTag) {
      throw new ServiceError(
        'PreconditionFailed',
        'The request failed because it did not meet the preconditions in one or more request-header fields.',
        { status: 412 },
      );
    }
    const sent = elementContent(body.toString('utf8'), 'DistributionConfig');
    if (sent === undefined) throw new ServiceError('MalformedXML', 'Expected a DistributionConfig.');
    this.#configuration = sent;
    this.#version++;
    return this.#distributionXml();
  }

  get #entityTag(): string {
    return `ELOCAL${this.#version}`;
  }

  #requireId(id: string): void {
    if (id !== this.#account.distribution.id) {
      throw new ServiceError('NoSuchDistribution', 'The specified distribution does not exist.', {
        status: 404,
      });
    }
  }

  #summary(): string {
    return summaryOf(this.#account, this.#configuration);
  }

  #distributionXml(): EndpointResponse {
    const { id, domainName } = this.#account.distribution;
    const members = membersOf({
      Id: id,
      ARN: arnsOf(this.#account).distribution,
      Status: 'Deployed',
      LastModifiedTime: new Date(0).toISOString(),
      InProgressInvalidationBatches: 0,
      DomainName: domainName,
    });
    const configuration = `<DistributionConfig>${this.#configuration}</DistributionConfig>`;
    return xml(`<Distribution>${members}${configuration}</Distribution>`, { etag: this.#entityTag });
  }
}

function xml(body: string, headers: Record<string, string> = {}): EndpointResponse {
  return {
    status: 200,
    headers: { 'content-type': 'text/xml', ...headers },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}`,
  };
}

function listXml(summaries: readonly string[]): EndpointResponse {
  return xml(
    `<DistributionList><Marker></Marker><MaxItems>100</MaxItems><IsTruncated>false</IsTruncated><Quantity>${summaries.length}</Quantity><Items>${summaries.join('')}</Items></DistributionList>`,
  );
}

function logConfigurationXml(account: LocalAccount): string {
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
