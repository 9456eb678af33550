import { RecordTransformation } from '../core/destinations/recordTransformation.ts';
import { redshiftStatements } from '../core/destinations/redshiftTable.ts';
import { testRecord } from '../core/destinations/testRecord.ts';
import type { DocumentFormatName } from '../core/json/documentFormat.ts';
import { expectedLayouts } from '../core/layouts/layout.ts';
import { defaultSensitivityPolicy as policy } from '../core/sensitivity/policy.ts';
import { destinationsSchema } from '../lib/settings/destinationOptions.ts';

/** Heading of the generated part of docs/destinations.md. */
const ingestHeading = '## Ingest guides';

/** Fields of the example documents. */
const exampleFields = [
  'timestamp',
  'c-ip',
  'time-taken',
  'sc-status',
  'cs-uri-stem',
  'x-edge-request-id',
  'asn',
];
const exampleTime = Date.UTC(2026, 10, 20, 13, 0, 0, 123);

const account = '123456789012';
const region = 'eu-central-1';
const secretArn = `arn:aws:secretsmanager:${region}:${account}:secret:logs-AbCdEf`;

/** Setup guide for a receiver. */
interface Guide {
  readonly title: string;
  readonly format: DocumentFormatName;
  /** Example configurations, one per delivery method. */
  readonly configurations: readonly Readonly<Record<string, unknown>>[];
  /** Content of the secret; undefined if the destination needs no secret. */
  readonly secret?: string;
  /** Steps before the first document, and how to find documents. */
  readonly steps: readonly string[];
}

const template =
  'First create the index template and the policy: [Before the first document](#before-the-first-document).';

const guides: readonly Guide[] = [
  {
    title: 'Amazon OpenSearch Service',
    format: 'opensearch',
    configurations: [
      {
        type: 'opensearch',
        name: 'search',
        via: 'direct',
        domainArn: `arn:aws:es:${region}:${account}:domain/search`,
        endpoint: `https://search-example.${region}.es.amazonaws.com`,
        index: 'cloudfront-requests',
      },
    ],
    steps: [
      template,
      'If the domain has fine-grained access control, map the role of the function (or of the Firehose stream) to a role of the domain with `indices:data/write/*` and `indices:admin/create` on `cloudfront-requests*`.',
      'The time field is `@timestamp`; `timestamp` is an alias. To find one request, search `x_edge_request_id: …`. Every column can be aggregated.',
    ],
  },
  {
    title: 'Amazon OpenSearch Serverless',
    format: 'opensearch',
    configurations: [
      {
        type: 'opensearch-serverless',
        name: 'collection',
        via: 'direct',
        collectionArn: `arn:aws:aoss:${region}:${account}:collection/abcdefghij`,
        endpoint: `https://abcdefghij.${region}.aoss.amazonaws.com`,
        index: 'cloudfront-requests',
      },
    ],
    steps: [
      template.replace(' and the policy', ''),
      'Add the role to a data access policy of the collection, with `aoss:CreateIndex`, `aoss:WriteDocument`, and `aoss:UpdateIndex` on the index.',
      'Documents have no IDs. If copies matter, count distinct `x_edge_request_id`.',
    ],
  },
  {
    title: 'Amazon Redshift',
    format: 'redshift',
    secret: '{"username": "…", "password": "…"}',
    configurations: [
      {
        type: 'redshift',
        name: 'warehouse',
        jdbcUrl: `jdbc:redshift://example.${account}.${region}.redshift-serverless.amazonaws.com:5439/dev`,
        table: 'public.requests',
        secretArn,
      },
    ],
    steps: [
      `Run the statements that \`npx cfrl destination ddl public.requests\` prints. They create a table of ${redshiftStatements('public.requests').match(/^ {2}"/gm)?.length} columns, and a view that contains each row once. Query the view.`,
      "Allow Firehose's addresses of the region in the cluster's security group, so that Firehose can reach it.",
    ],
  },
  {
    title: 'Splunk',
    format: 'splunk',
    secret: '{"hec_token": "…"}',
    configurations: [
      {
        type: 'splunk',
        name: 'events',
        via: 'direct',
        url: 'https://http-inputs-example.splunkcloud.com',
        secretArn,
      },
    ],
    steps: [
      'Create a token of the HTTP event collector. Turn its indexer acknowledgment off for direct delivery, and on for Firehose.',
      'Events have the time of the request, and the source type `aws:cloudfront:realtime`. Search `sourcetype="aws:cloudfront:realtime" | stats count by sc_status`. To remove copies, add `| dedup x_edge_request_id`.',
    ],
  },
  {
    title: 'Datadog',
    format: 'datadog',
    secret: '{"api_key": "…"}',
    configurations: [
      {
        type: 'http',
        name: 'datadog',
        format: 'datadog',
        via: 'direct',
        url: 'https://http-intake.logs.datadoghq.com/api/v2/logs',
        secretArn,
      },
      {
        type: 'http',
        name: 'datadog',
        format: 'datadog',
        url: 'https://aws-kinesis-http-intake.logs.datadoghq.com/v1/input',
        secretArn,
      },
    ],
    steps: [
      'The first example delivers directly, the second by Firehose; their URLs differ. If your site is not `datadoghq.com`, replace it, for example with `datadoghq.eu`.',
      'In Datadog, add a pipeline for these logs, with a date remapper on `timestamp` and a status remapper on `sc_status`. To find one request, search `@x_edge_request_id:…`.',
    ],
  },
  {
    title: 'New Relic',
    format: 'newrelic',
    secret: '{"api_key": "…"}',
    configurations: [
      {
        type: 'http',
        name: 'newrelic',
        format: 'newrelic',
        via: 'direct',
        url: 'https://log-api.newrelic.com/log/v1',
        secretArn,
      },
      {
        type: 'http',
        name: 'newrelic',
        format: 'newrelic',
        url: 'https://aws-api.newrelic.com/firehose/v1',
        secretArn,
      },
    ],
    steps: [
      'Use a license key. The first example delivers directly, the second by Firehose; their URLs differ. In the EU data center, they are `log-api.eu.newrelic.com` and `aws-api.eu.newrelic.com`.',
      'Query `SELECT count(*) FROM Log WHERE cs_uri_stem IS NOT NULL FACET sc_status`.',
    ],
  },
  {
    title: 'Any other HTTP endpoint',
    format: 'generic',
    secret: '{"api_key": "…"}',
    configurations: [
      {
        type: 'http',
        name: 'endpoint',
        via: 'direct',
        url: 'https://logs.example.com/in',
        secretArn,
      },
    ],
    steps: [
      'With direct delivery, the endpoint receives `POST` requests with `Authorization: Bearer KEY`, `Content-Encoding: gzip`, and `Content-Type: application/x-ndjson`: one document per line. It must answer 2xx when it has stored them, 413 if the request is too large, and 429 or 503 if it is busy.',
      "With Firehose, the endpoint receives requests according to Firehose's HTTP contract, with the key in `X-Amz-Firehose-Access-Key`. Many log services have an endpoint for it.",
    ],
  },
  {
    title: 'Amazon S3',
    format: 's3',
    configurations: [{ type: 's3', name: 'files', bucketArn: 'arn:aws:s3:::example-documents' }],
    steps: [
      'Files are `files/<day>/<hour>/….ndjson.gz`, by the hour of delivery. The lake contains the same rows as Parquet. Use this destination only for receivers that need JSON.',
    ],
  },
];

/** Writes the guides for all receivers, with example documents from the transformation. */
function printIngestGuides(): string {
  return [
    ingestHeading,
    '',
    '`npm run docs` generates these guides. After you deploy, `npx cfrl destination test NAME` sends a test document to a destination, and reads it back if the receiver allows that.',
    '',
    ...guides.flatMap(printGuide),
  ].join('\n');
}

/** Replaces the guides at the end of a page. */
export function withIngestGuides(page: string): string {
  const start = page.indexOf(`\n${ingestHeading}\n`);
  const rest = start < 0 ? page.trimEnd() : page.slice(0, start).trimEnd();
  return `${rest}\n\n${printIngestGuides().trimEnd()}\n`;
}

function printGuide({ title, format, configurations, secret, steps }: Guide): string[] {
  // Throws if an example configuration is invalid.
  for (const configuration of configurations) destinationsSchema.parse([configuration]);
  return [
    `### ${title}`,
    '',
    '```json',
    ...configurations.map((configuration) => JSON.stringify(configuration, null, 2)),
    '```',
    '',
    ...(secret === undefined ? [] : [`- Store \`${secret}\` in the secret.`]),
    ...steps.map((step) => `- ${step}`),
    '',
    'A document:',
    '',
    '```json',
    exampleDocument(format),
    '```',
    '',
  ];
}

function exampleDocument(format: DocumentFormatName): string {
  const layouts = expectedLayouts(exampleFields);
  const transformation = new RecordTransformation({ layouts, policy, format });
  const { answer } = transformation.transform([
    {
      recordId: 'example',
      data: Buffer.from(`${testRecord(layouts[0].fields, exampleTime)}\n`).toString('base64'),
      approximateArrivalTimestamp: exampleTime,
    },
  ]);
  const [record] = answer.records;
  if (record?.result !== 'Ok') throw new Error('expected the example to be transformed, got a failure');
  return Buffer.from(record.data, 'base64').toString().trimEnd();
}
