import { readConsumerSettings } from '../../core/consumerSettings.ts';
import { createClients } from './clients.ts';
import { createHandler } from './handler.ts';

/** The stream consumer's entry: settings are read and clients are created once per process. */
export const handler = createHandler(readConsumerSettings(process.env), createClients());
