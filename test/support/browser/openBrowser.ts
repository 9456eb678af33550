import { type Browser, chromium } from 'playwright-core';
import { findBrowser } from './findBrowser.ts';

/** Reason for skipping browser tests; undefined if they can run. */
export const noBrowser: string | undefined =
  findBrowser() === undefined
    ? `no browser: npm brings one for Linux on x86-64 only, and none is installed on ${process.platform} ${process.arch}`
    : undefined;

/** Starts the browser. */
export function openBrowser(): Promise<Browser> {
  const found = findBrowser();
  if (found === undefined) throw new Error(noBrowser);
  const { executable, environment } = found;
  return chromium.launch({
    executablePath: executable,
    env: { ...(process.env as Record<string, string>), ...environment },
    // The root user of a container can't use the sandbox. Only this project's own page is opened.
    args: ['--no-sandbox', '--no-zygote', '--disable-gpu'],
    timeout: 300_000,
  });
}
