import {
  type EventSourceMappingConfiguration,
  GetEventSourceMappingCommand,
  type LambdaClient,
} from '@aws-sdk/client-lambda';
import type { ListedObject } from '../replay/s3Objects.ts';
import type { DoctorCalls } from './doctorCalls.ts';

/** AWS calls for the checks of a destination. */
export interface DestinationCalls extends Pick<DoctorCalls, 'metric' | 'listLake' | 'stream'> {
  mapping(id: string): Promise<EventSourceMappingConfiguration>;
  /** Lists objects in the bucket for documents that could not be delivered. */
  listFailures(prefix: string): Promise<readonly ListedObject[]>;
  getFailure(key: string): Promise<Buffer>;
}

/** Describes an event source mapping. */
export function getMapping(lambda: LambdaClient, id: string): Promise<EventSourceMappingConfiguration> {
  return lambda.send(new GetEventSourceMappingCommand({ UUID: id }));
}
