import { readExplanationSettings } from '../../core/insight/alarms/explanationSettings.ts';
import { createClients } from './clients.ts';
import { createHandler } from './handler.ts';

const settings = readExplanationSettings(process.env);

/** The entry of the function that explains alarms: settings and clients are made once a process. */
export const handler = createHandler(settings, createClients(settings));
