import { createClients } from '../../../lambda/consumer/clients.ts';

describe('createClients', () => {
  beforeEach(() => {
    process.env['AWS_REGION'] = 'us-east-1';
  });

  it('lets the SDK repeat puts of objects, and never those of metrics, which would count twice', async () => {
    const { s3, cloudWatch } = createClients();
    expect(await s3.config.maxAttempts()).toBe(4);
    expect(await cloudWatch.config.maxAttempts()).toBe(1);
  });
});
