import { readConsumerSettings } from '../../core/consumerSettings.ts';
import { createClients } from './clients.ts';
import { createHandler } from './handler.ts';

/** The stream consumer's entry: it reads the settings and makes the clients once per process. */
export const handler = createHandler(readConsumerSettings(process.env), createClients());
