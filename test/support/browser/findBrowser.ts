import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

const project = resolve(import.meta.dirname, '../../..');
const packageFile = join(project, 'node_modules/@sparticuz/chromium/package.json');

/** Usual paths of Chrome or Chromium, for systems for which the package has no binary. */
const installed = [
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
];

/** An installed browser. */
export interface Browser {
  readonly executable: string;
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Returns the browser for tests and pictures: npm's on Linux on x86-64, otherwise an installed one, or
 * undefined.
 */
export function findBrowser(): Browser | undefined {
  if (process.platform === 'linux' && process.arch === 'x64' && existsSync(packageFile)) {
    const folder = unpackedFolder();
    return {
      executable: join(folder, 'chromium'),
      environment: {
        LD_LIBRARY_PATH: join(folder, 'al2023/lib'),
        FONTCONFIG_PATH: join(folder, 'fonts'),
        HOME: folder,
      },
    };
  }
  const executable = installed.find((path) => existsSync(path));
  return executable === undefined ? undefined : { executable, environment: {} };
}

/** Returns the folder with the unpacked browser. It is created once per version, atomically. */
function unpackedFolder(): string {
  const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string };
  const cache = join(project, 'node_modules/.cache');
  const folder = join(cache, `chromium-${version}`);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const unpacking = mkdtempSync(`${folder}-`);
  execFileSync(process.execPath, [join(import.meta.dirname, 'unpack.ts')], {
    env: { ...process.env, TMPDIR: unpacking },
    stdio: 'ignore',
  });
  try {
    renameSync(unpacking, folder);
  } catch (error) {
    // Another process created it first.
    rmSync(unpacking, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}
