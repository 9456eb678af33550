/** Text that no viewer's field may write into a log. It is easy to find. */
export const canary = 'canary-7f3a';

/** Texts with which a viewer can attack readers of the logs. */
export const hostileTexts: readonly string[] = [
  `${canary}\n{"level":"ERROR","message":"forged"}`,
  `${canary}\r\nforged`,
  `\x1b[2J\x1b[H${canary}`,
  `\x1b]0;${canary}\x07`,
  `\u009b31m${canary}`,
  `${canary}\u2028forged`,
  `\u202e${canary}`,
  `${canary}\b\b\b\b`,
  `${canary}\0`,
  `${canary}\ttab\tseparated`,
  `"},{"${canary}":"`,
  `%0A%1b[2J${canary}`,
  `../../config/${canary}`,
];

/** Fields whose text viewers choose. */
export const viewerTexts = [
  'cs-method',
  'cs-host',
  'cs-uri-stem',
  'x-host-header',
  'cs-protocol-version',
  'cs-user-agent',
  'cs-referer',
  'cs-uri-query',
  'x-forwarded-for',
  'cs-accept-encoding',
  'cs-accept',
  'cs-headers',
  'cs-header-names',
] as const;

/** Matches control characters of terminals, and line separators. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern must match these characters
export const obeyed = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;
