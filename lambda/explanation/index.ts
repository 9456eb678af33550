import { readExplanationSettings } from '../../core/insight/alarms/explanationSettings.ts';
import { createClients } from './clients.ts';
import { createHandler } from './handler.ts';

const settings = readExplanationSettings(process.env);

/** Entry of the function that explains alarms. Settings are read and clients are created once per process. */
export const handler = createHandler(settings, createClients(settings));
