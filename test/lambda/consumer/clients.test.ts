import { createClients } from '../../../lambda/consumer/clients.ts';

describe('createClients', () => {
  beforeEach(() => {
    process.env['AWS_REGION'] = 'us-east-1';
  });

  it('lets the SDK retry puts of objects, but not of metrics, which could count twice', async () => {
    const { s3, cloudWatch } = createClients();
    expect(await s3.config.maxAttempts()).toBe(4);
    expect(await cloudWatch.config.maxAttempts()).toBe(1);
  });
});
