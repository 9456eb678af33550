import { KinesisClient } from '@aws-sdk/client-kinesis';
import { Command } from 'commander';
import { type AwsOptions, addAwsOptions } from '../../../cli/aws/awsOptions.ts';
import { clientOptions, cloudFrontRegion } from '../../../cli/aws/clientOptions.ts';

const before = { ...process.env };

beforeEach(() => {
  delete process.env['AWS_REGION'];
  delete process.env['AWS_DEFAULT_REGION'];
});
afterAll(() => {
  process.env = before;
});

function optionsOf(...args: string[]): AwsOptions {
  return addAwsOptions(new Command('doctor')).parse(args, { from: 'user' }).opts();
}

describe('clientOptions', () => {
  it('reads region and profile from the command line', () => {
    const options = optionsOf('--region', 'eu-west-1', '--profile', 'ops');
    expect(clientOptions(options)).toMatchObject({ region: 'eu-west-1', profile: 'ops' });
    expect(clientOptions(options, cloudFrontRegion)).toMatchObject({ region: 'us-east-1', profile: 'ops' });
  });

  it('reads the region from either environment variable', () => {
    process.env['AWS_DEFAULT_REGION'] = 'eu-north-1';
    expect(clientOptions(optionsOf())).toMatchObject({ region: 'eu-north-1' });
    process.env['AWS_REGION'] = 'eu-south-2';
    expect(clientOptions(optionsOf())).toMatchObject({ region: 'eu-south-2' });
  });

  it('leaves region and profile to the SDK if they are not given', () => {
    expect(clientOptions(optionsOf())).not.toHaveProperty('region');
    expect(clientOptions(optionsOf())).not.toHaveProperty('profile');
  });

  it('prints no warning of the SDK about --profile and credentials in the environment', async () => {
    const printed = jest.spyOn(console, 'warn').mockImplementation();
    Object.assign(process.env, {
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_SHARED_CREDENTIALS_FILE: '/absent',
      AWS_CONFIG_FILE: '/absent',
    });
    const client = new KinesisClient(clientOptions(optionsOf('--region', 'eu-west-1', '--profile', 'ops')));

    await expect(client.config.credentials()).rejects.toThrow();
    expect(printed).not.toHaveBeenCalled();
  });

  it('rejects an invalid region', () => {
    expect(() => optionsOf('--region', 'Ireland')).toThrow(
      "--region: expected a region such as eu-west-1, got 'Ireland'",
    );
  });
});
