import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Template } from 'aws-cdk-lib/assertions';
import type { PipelineOptions } from '../../lib/settings/pipelineOptions.ts';
import { directDestinations, exampleDestinations } from './destinations/examples.ts';
import { resourcesOf, synthesize } from './synthesize.ts';

jest.mock('../../lib/functionBundle.ts', () => jest.requireActual('./bundleStandIn.ts'));

/** The configuration of each template in `test/snapshots`. */
const configurations: readonly [string, PipelineOptions][] = [
  ['default', {}],
  [
    'full',
    {
      streamEncryption: 'customer-managed',
      addresses: 'hash',
      attachTo: ['E1EXAMPLE'],
      alarmEmails: ['ops@example.com'],
      metricSeries: ['d111111abcdef8.cloudfront.net'],
      vpc: { subnetIds: ['subnet-1', 'subnet-2'], securityGroupIds: ['sg-1'] },
      permissionsBoundaryArn: 'arn:aws:iam::123456789012:policy/boundary',
      accessLogBucketName: 'given-access-logs',
      destinations: [exampleDestinations[0], directDestinations[0]],
      lakeRemoval: 'destroy',
      failureRemoval: 'destroy',
      tags: { team: 'web' },
    },
  ],
];

/** Returns the template as text, without CDK metadata, and without hashes of assets and function versions. */
function textOf(template: Template): string {
  const { Resources: _, Rules: __, ...rest } = template.toJSON();
  const text = JSON.stringify({ ...rest, Resources: resourcesOf(template) }, undefined, 2);
  return `${text.replaceAll(/\b[0-9a-f]{64}\b/g, 'HASH').replaceAll(/(CurrentVersion[0-9A-F]{8})[0-9a-f]{32}/g, '$1HASH')}\n`;
}

/** Returns the first lines that differ, and the command that accepts the change. */
function differenceOf(file: string, stored: string, current: string): string | undefined {
  if (stored === current) return undefined;
  const [before, after] = [stored.split('\n'), current.split('\n')];
  const line = after.findIndex((text, index) => text !== before[index]);
  const first = Math.max(0, line < 0 ? after.length : line);
  return [
    `the template differs from ${file} from line ${first + 1} on:`,
    ...before.slice(first, first + 5).map((text) => `- ${text}`),
    ...after.slice(first, first + 5).map((text) => `+ ${text}`),
    'If you meant this change, run `npm run snapshots`, and commit the changed file with it.',
  ].join('\n');
}

it.each(configurations)('matches the stored template of the configuration %s', (name, options) => {
  const file = `test/snapshots/${name}.template.json`;
  const current = textOf(synthesize(options));
  if (Reflect.get(globalThis, 'updateSnapshots') === true) {
    mkdirSync('test/snapshots', { recursive: true });
    writeFileSync(file, current);
  }
  expect(differenceOf(file, readFileSync(file, 'utf8'), current)).toBeUndefined();
});

it('prints where a template changed, and how to accept the change', () => {
  expect(differenceOf('a.json', '{\n1\n}\n', '{\n2\n}\n')).toMatch(
    /a\.json from line 2 on:\n- 1\n.*\+ 2\n.*npm run snapshots/s,
  );
});
