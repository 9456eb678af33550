import { createCustomResourceHandler } from '../customResource/customResourceHandler.ts';
import { rollbackQuestion } from '../customResource/stackStatus.ts';
import { createClients } from './clients.ts';
import { createChange } from './handler.ts';
import { readSettings } from './settings.ts';

/** The layouts function's entry: settings are read and clients are created once per process. */
export const handler = createCustomResourceHandler(
  createChange(readSettings(process.env), createClients(), rollbackQuestion()),
);
