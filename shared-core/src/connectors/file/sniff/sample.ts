/** Stretches of a file: its head, and some from the middle and the tail. @internal */
export interface Sample {
  head: Uint8Array;
  /** In the order of the file; the last reaches its end. */
  others: { byte: number; bytes: Uint8Array }[];
  /** The head is all there is. */
  whole: boolean;
}
