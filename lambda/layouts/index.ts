import { answering } from '../customResource/answering.ts';
import { createClients } from './clients.ts';
import { createChange } from './handler.ts';
import { readSettings } from './settings.ts';

/** The layouts function's entry: settings and clients are read and made once a process. */
export const handler = answering(createChange(readSettings(process.env), createClients()));
