import { localAccount } from '../account.ts';
import { awsJsonService } from './awsJsonService.ts';
import type { EndpointService } from './endpoint.ts';

/**
 * Creates a local KMS in which every key is enabled and belongs to the account. It supports the calls of
 * `cfrl doctor`.
 */
export function kmsService(): EndpointService {
  return awsJsonService({
    name: 'kms',
    version: '1.1',
    targetPrefix: 'TrentService',
    operations: {
      DescribeKey: ({ KeyId }: { KeyId: string }) => ({
        KeyMetadata: { KeyId, Arn: KeyId, Enabled: true, KeyState: 'Enabled' },
      }),
      GetKeyPolicy: () => ({
        Policy: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { AWS: `arn:aws:iam::${localAccount}:root` },
              Action: 'kms:*',
              Resource: '*',
            },
          ],
        }),
      }),
    },
  });
}
