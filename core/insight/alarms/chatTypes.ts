/** Where explanations can be posted in addition to email. */
export const chatTypes = ['slack', 'teams', 'webhook'] as const;

/** Kind of chat; `webhook` receives the explanation as JSON. */
export type ChatType = (typeof chatTypes)[number];
