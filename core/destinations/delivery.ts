/** What became of the documents of a batch that was delivered directly. The function answers it. */
export interface Delivery {
  /** Documents that the receiver took. */
  readonly delivered: number;
  /** Documents that it refused for good. */
  readonly refused: number;
  /** Lines that fit no known layout. */
  readonly unreadable: number;
}
