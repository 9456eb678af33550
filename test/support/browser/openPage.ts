import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** A page, and the problems that it reported. */
export interface OpenedPage {
  readonly page: Page;
  /** Errors, warnings, violations of the content security policy, and requests to other hosts. */
  readonly complaints: readonly string[];
}

/** Opens a URL in a new page. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<OpenedPage> {
  const complaints: string[] = [];
  const context = await browser.newContext({ viewport: { width: 1_280, height: 900 }, ...options });
  const page = await context.newPage();
  // Much longer than any step takes, so that no test fails because the machine is busy.
  page.setDefaultTimeout(300_000);
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (!['data:', 'blob:'].includes(protocol) && hostname !== '127.0.0.1')
      complaints.push(`request: ${request.url()}`);
  });
  await page.goto(url);
  return { page, complaints };
}
