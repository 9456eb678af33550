import { setTimeout } from 'node:timers/promises';
import type { FaultHook } from '../../emulator/endpoints/faultHook.ts';
import type { ServiceEndpointsOptions } from '../../emulator/serviceEndpoints.ts';

/** Milliseconds after which S3 and CloudWatch answer. */
export const latencies = { s3: 50, cloudWatch: 30 } as const;

/** Makes S3 and CloudWatch answer as slowly as on AWS. */
export function withLatencies(): NonNullable<ServiceEndpointsOptions['faults']> {
  return { s3: delay(latencies.s3), cloudWatch: delay(latencies.cloudWatch) };
}

function delay(milliseconds: number): FaultHook {
  return async ({ stage }) => {
    if (stage === 'before') await setTimeout(milliseconds);
    return undefined;
  };
}
