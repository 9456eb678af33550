import { setTimeout } from 'node:timers/promises';
import type { FaultHook } from '../../emulator/endpoints/faultHook.ts';
import type { ServiceEndpointsOptions } from '../../emulator/serviceEndpoints.ts';

/** Latencies of S3 and CloudWatch in milliseconds. */
export const latencies = { s3: 50, cloudWatch: 30 } as const;

/** Returns faults that make S3 and CloudWatch as slow as on AWS. */
export function withLatencies(): NonNullable<ServiceEndpointsOptions['faults']> {
  return { s3: delay(latencies.s3), cloudWatch: delay(latencies.cloudWatch) };
}

function delay(milliseconds: number): FaultHook {
  return async ({ stage }) => {
    if (stage === 'before') await setTimeout(milliseconds);
    return undefined;
  };
}
