import { isAccessDenied } from '../../core/aws/accessDenied.ts';

/** Tries while IAM has not spread a new policy everywhere, and milliseconds between two tries. */
const tries = 7;
const pauseBetween = 5_000;

/**
 * Makes a call with a role whose policy may have been created a moment ago: it tries again, for half a minute, while
 * AWS refuses the call (IAM user guide, 'Troubleshoot IAM', 'Changes that I make are not always immediately
 * visible', November 2026).
 *
 * @param pause waits for a number of milliseconds
 * @throws what the last try threw
 */
export async function waitForPermissions<T>(
  pause: (milliseconds: number) => Promise<unknown>,
  call: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      if (!isAccessDenied(error) || attempt === tries) throw error;
      await pause(pauseBetween);
    }
  }
}
