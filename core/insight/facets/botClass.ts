import crawlers from 'crawler-user-agents';

/** The kinds of clients that user agents claim to be. */
export const botClasses = [
  'people',
  'search',
  'ai-training',
  'ai-agent',
  'monitoring',
  'seo',
  'preview',
  'tool',
  'other-bot',
] as const;

/** A class of clients. `people` includes every user agent that doesn't claim to be something else. */
export type BotClass = (typeof botClasses)[number];

/** Class of each tag in the list, the most specific first. */
const classOfTag: readonly (readonly [tag: string, BotClass])[] = [
  ['ai-crawler', 'ai-training'],
  ['search-engine', 'search'],
  ['monitoring', 'monitoring'],
  ['seo', 'seo'],
  ['advertising', 'seo'],
  ['social-preview', 'preview'],
  ['feed-reader', 'preview'],
  ['http-library', 'tool'],
  ['browser-automation', 'tool'],
  ['scanner', 'tool'],
  ['archiver', 'other-bot'],
  ['academic', 'other-bot'],
];

/**
 * AI clients that fetch a page because a person just asked for it, according to their operators' pages (November 2026):
 * the list uses one tag for these clients and for crawlers that collect training data.
 */
const fetchesForPeople = /-?User\b|Agent|Search|Assist|Research|fetcher|Citations|Operator|linkReader|Devin/i;

/** Matches user agents that look like bots but are not in the list. */
const looksLikeBot = /bot\b|crawl|spider|scrap|headless|monitor|\bcurl\/|\bwget\/|https?:\/\//i;

interface Pattern {
  readonly pattern: RegExp;
  readonly botClass: BotClass;
}

let patterns: readonly Pattern[] | undefined;

function readPatterns(): readonly Pattern[] {
  return (crawlers as readonly { pattern: string; tags?: readonly string[] }[]).map(
    ({ pattern, tags = [] }) => ({ pattern: new RegExp(pattern), botClass: classOfPattern(pattern, tags) }),
  );
}

function classOfPattern(pattern: string, tags: readonly string[]): BotClass {
  const found = classOfTag.find(([tag]) => tags.includes(tag))?.[1] ?? 'other-bot';
  return found === 'ai-training' && fetchesForPeople.test(pattern) ? 'ai-agent' : found;
}

/**
 * Returns the class that a user agent claims, according to the package crawler-user-agents. A client that poses as
 * a browser counts as `people`; one without a user agent as `tool`.
 *
 * @param userAgent decoded User-Agent header, or null if it is absent. Takes about 0.05 ms: classify each distinct
 *   value once
 */
export function botClassOf(userAgent: string | null): BotClass {
  if (userAgent === null) return 'tool';
  patterns ??= readPatterns();
  const known = patterns.find(({ pattern }) => pattern.test(userAgent));
  return known?.botClass ?? (looksLikeBot.test(userAgent) ? 'other-bot' : 'people');
}
