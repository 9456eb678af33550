import { createClients } from './clients.ts';
import { createHandler } from './handler.ts';
import { readSettings } from './settings.ts';

/** The compaction function's entry: settings are read and clients are created once per process. */
export const handler = createHandler(readSettings(process.env), createClients());
