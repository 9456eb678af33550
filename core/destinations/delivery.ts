/** Result of delivering a batch directly. The function returns it. */
export interface Delivery {
  /** Number of documents that the receiver accepted. */
  readonly delivered: number;
  /** Number of documents that the receiver rejected permanently. */
  readonly refused: number;
  /** Number of lines that match no known layout. */
  readonly unreadable: number;
}
