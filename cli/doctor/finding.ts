/** What a check found. */
export interface Finding {
  /** What was looked at, in a word or two. */
  readonly subject: string;
  /** `unchecked` if the check itself failed; `skipped` if there is nothing to look at, which another check explains. */
  readonly state: 'ok' | 'wrong' | 'unchecked' | 'skipped';
  /** What is so, in a sentence without a full stop. */
  readonly says: string;
  /** What to do about it, where something is wrong. */
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

/** The check could not be made. */
export function unchecked(subject: string, reason: string): Finding {
  return { subject, state: 'unchecked', says: 'could not be checked', remedy: reason };
}

/** There was nothing to look at. */
export function skipped(subject: string, says: string): Finding {
  return { subject, state: 'skipped', says };
}
