/** A message that synth prints about valid settings: a consequence, a price, or a size. */
export interface Advice {
  readonly kind: 'warning' | 'info';
  /** ID with which users acknowledge a warning. */
  readonly id: string;
  readonly message: string;
}

/** Returns a warning, which users can acknowledge by its ID. */
export function warning(id: string, message: string): Advice {
  return { kind: 'warning', id: `cloudfront-realtime-logs:${id}`, message };
}

/** Returns an informational message. */
export function info(id: string, message: string): Advice {
  return { kind: 'info', id, message };
}
