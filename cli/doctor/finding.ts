/** Result of a check. */
export interface Finding {
  /** What was checked, in a word or two. */
  readonly subject: string;
  /** `unchecked` if the check could not run; `skipped` if there is nothing to check, for a reason that another check finds. */
  readonly state: 'ok' | 'wrong' | 'unchecked' | 'skipped';
  /** The result, as a sentence without a period. */
  readonly text: string;
  /** What to do, if something is wrong. */
  readonly remedy?: string;
}

/** Returns the result that nothing is wrong. */
export function ok(subject: string, text: string): Finding {
  return { subject, state: 'ok', text };
}

/** Returns the result that something is wrong. */
export function wrong(subject: string, text: string, remedy: string): Finding {
  return { subject, state: 'wrong', text, remedy };
}

/** Returns the result that the check couldn't run. */
export function unchecked(subject: string, reason: string): Finding {
  return { subject, state: 'unchecked', text: 'could not be checked', remedy: reason };
}

/** Returns the result that there was nothing to check. */
export function skipped(subject: string, text: string): Finding {
  return { subject, state: 'skipped', text };
}
