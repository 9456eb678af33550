import type { DistributionConfig } from '@aws-sdk/client-cloudfront';
import { createCustomResourceHandler } from '../customResource/customResourceHandler.ts';
import { rollbackQuestion } from '../customResource/stackStatus.ts';
import { createClients } from './clients.ts';
import { createChange } from './handler.ts';
import { ReplacedStore } from './replacedStore.ts';
import { readSettings } from './settings.ts';

const { lakeBucket } = readSettings(process.env);
const { cloudFront, s3 } = createClients();

/** The attachment function's entry: settings are read and clients are created once per process. */
export const handler = createCustomResourceHandler(
  createChange<DistributionConfig>({
    client: cloudFront,
    replaced: new ReplacedStore(s3, lakeBucket),
    isRollingBack: rollbackQuestion(),
  }),
);
