import type { DistributionConfig } from '@aws-sdk/client-cloudfront';
import { answering } from '../customResource/answering.ts';
import { createClient } from './clients.ts';
import { createChange } from './handler.ts';

/** The attachment function's entry: the client is made once a process. */
export const handler = answering(createChange<DistributionConfig>(createClient()));
