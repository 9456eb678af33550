/** Result of delivering a batch directly. The function returns it. */
export interface Delivery {
  /** Number of documents that the receiver accepted. */
  readonly delivered: number;
  /** Number of documents that the receiver rejected permanently. */
  readonly refused: number;
  /** Number of lines that match no known layout. */
  readonly unreadable: number;
}

/** Returns the prefix in the failure bucket for what a destination didn't receive. */
export function destinationPrefix(name: string): string {
  return `destinations/${name}/`;
}
