import Bowser from 'bowser';

/**
 * Returns the browser, app, or library that a user agent names, without its version; null if there is no user agent.
 */
export function agentFamilyOf(userAgent: string | null): string | null {
  if (userAgent === null) return null;
  if (userAgent === '') return 'other';
  const { browser, os } = Bowser.parse(userAgent.slice(0, 1024));
  if (browser.name) return os.name ? `${browser.name} on ${os.name}` : browser.name;
  return /^[\w.-]{1,40}/.exec(userAgent)?.[0] ?? 'other';
}
