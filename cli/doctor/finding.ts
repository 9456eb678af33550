/** What a check found. */
export interface Finding {
  /** What was checked, in a word or two. */
  readonly subject: string;
  /** `unchecked` if the check itself failed; `skipped` if there is nothing to check, which another check explains. */
  readonly state: 'ok' | 'wrong' | 'unchecked' | 'skipped';
  /** What was found, in a sentence without a period. */
  readonly says: string;
  /** What to do, if something is wrong. */
  readonly remedy?: string;
}

/** All is well. */
export function ok(subject: string, says: string): Finding {
  return { subject, state: 'ok', says };
}

/** Something is wrong. */
export function wrong(subject: string, says: string, remedy: string): Finding {
  return { subject, state: 'wrong', says, remedy };
}

/** The check couldn't run. */
export function unchecked(subject: string, reason: string): Finding {
  return { subject, state: 'unchecked', says: 'could not be checked', remedy: reason };
}

/** There was nothing to check. */
export function skipped(subject: string, says: string): Finding {
  return { subject, state: 'skipped', says };
}
