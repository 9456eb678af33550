import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { CloudFront, type DistributionConfig } from '@aws-sdk/client-cloudfront';
import { callsOfClient } from '../../../../core/aws/distribution/callsOfClient.ts';
import { changeDistribution } from '../../../../core/aws/distribution/changeDistribution.ts';
import { guardSettings } from '../../../../core/aws/distribution/guardSettings.ts';
import { lostSettings } from '../../../../core/aws/distribution/lostSettings.ts';
import { arnOf } from '../../../support/cloudFrontAccount.ts';

const recorded = readFileSync('test/core/aws/distribution/getDistribution.xml', 'utf8');

interface Request {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
}

/** Attaches a log configuration with a real client that receives the given response. Returns the sent requests. */
async function attachTo(answer: string): Promise<Request[]> {
  const requests: Request[] = [];
  const client = new CloudFront({
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
    requestHandler: {
      async handle(request: Request) {
        requests.push(request);
        const body = Readable.from([Buffer.from(answer)]);
        return { response: { statusCode: 200, headers: { etag: 'E1' }, body } };
      },
    } as never,
  });
  guardSettings(client);
  const wish = {
    logConfiguration: arnOf('logs'),
    attach: ['default'],
    detach: [],
    ours: [arnOf('logs')],
    replace: false,
  };
  await changeDistribution(
    callsOfClient<DistributionConfig>(client, async () => {}),
    'E2EXAMPLE',
    wish,
  );
  return requests;
}

describe('an update of a distribution', () => {
  it("sends back every setting of CloudFront's response, and the log configuration", async () => {
    const [, update] = await attachTo(recorded);
    expect([update.method, update.headers['if-match']]).toEqual(['PUT', 'E1']);
    const leaves = (xml: string) => (xml.match(/<\w+>[^<]+<\//g) ?? []).toSorted();
    const [configuration = ''] = /<DistributionConfig>.*<\/DistributionConfig>/s.exec(recorded) ?? [];
    expect(leaves(update.body ?? '')).toEqual(
      [...leaves(configuration), `<RealtimeLogConfigArn>${arnOf('logs')}</`].toSorted(),
    );
  });

  it('is rejected if it would drop a setting that is unknown to the client', async () => {
    const newer = recorded.replace('<Staging>', '<EdgeHints>on</EdgeHints><Staging>');
    await expect(attachTo(newer)).rejects.toThrow(
      "expected to know every setting of E2EXAMPLE, got 'EdgeHints', which an update would drop; update " +
        '@aws-sdk/client-cloudfront, or attach in the CloudFront console',
    );
  });
});

describe('lostSettings', () => {
  const answer = (inner: string) =>
    `<Distribution><Id>E2</Id><DistributionConfig>${inner}</DistributionConfig></Distribution>`;

  it.each([
    ['nothing', '<Enabled>true</Enabled>', '<Enabled>true</Enabled>', []],
    ['an empty element', '<Comment></Comment><WebACLId/>', '', []],
    ['a log configuration that is detached', '<RealtimeLogConfigArn>arn</RealtimeLogConfigArn>', '', []],
    ['one of two', '<Method>GET</Method><Method>HEAD</Method>', '<Method>GET</Method>', ['Method']],
    ['an unknown one', '<New a="1">x</New>', '', ['New']],
  ])('finds %s', (_, inner, update, lost) => {
    expect(lostSettings(answer(inner), update)).toEqual(lost);
  });
});
