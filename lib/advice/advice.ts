/** A sentence about settings that can be deployed, but have consequences. */
export interface Advice {
  readonly kind: 'warning' | 'info';
  /** Identifier by which a warning can be acknowledged. */
  readonly id: string;
  readonly message: string;
}

/** A warning of synth, which can be acknowledged. */
export function warning(id: string, message: string): Advice {
  return { kind: 'warning', id: `cloudfront-realtime-logs:${id}`, message };
}

/** Information of synth. */
export function info(id: string, message: string): Advice {
  return { kind: 'info', id, message };
}
