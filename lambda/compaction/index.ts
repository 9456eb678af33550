import { createClients } from './clients.ts';
import { createHandler } from './handler.ts';
import { readSettings } from './settings.ts';

/** The compaction function's entry: settings and clients are read and made once a process. */
export const handler = createHandler(readSettings(process.env), createClients());
