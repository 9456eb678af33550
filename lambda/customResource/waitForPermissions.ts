import { isAccessDenied } from '../../core/aws/accessDenied.ts';

/** Number of attempts while a new IAM policy takes effect, and milliseconds between them. */
const tries = 7;
const pauseBetween = 5_000;

/**
 * Makes a call with a role whose policy may just have been created. It retries for half a minute
 * while AWS denies the call (IAM user guide, 'Troubleshoot IAM', 'Changes that I make are not always
 * immediately visible', November 2026).
 *
 * @param pause waits for a number of milliseconds
 * @throws the error of the last attempt
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
