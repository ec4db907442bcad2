/** Codes of the core's reasons and the messages that say them. */
export const REJECT_REASONS = {
  'failed-check': 'reject.failedCheck',
  'not-a-number': 'reject.notANumber',
  'out-of-range': 'reject.outOfRange',
  'not-a-boolean': 'reject.notABoolean',
  'not-a-date': 'reject.notADate',
  'not-a-time': 'reject.notATime',
  'not-a-timestamp': 'reject.notATimestamp',
  'not-a-uuid': 'reject.notAUuid',
  'not-json': 'reject.notJson',
  'not-in-list': 'reject.notInList',
  'not-its-type': 'reject.notItsType',
  'too-long': 'reject.tooLong',
  'zero-byte': 'reject.zeroByte',
  'null-value': 'reject.nullValue',
  'null-in-key': 'reject.nullInKey',
  'duplicate-key': 'reject.duplicateKey',
  'key-exists': 'reject.keyExists',
  'ragged-row': 'reject.raggedRow',
  'bad-encoding': 'reject.badEncoding',
  'unclosed-quote': 'reject.unclosedQuote',
  'row-too-long': 'reject.rowTooLong',
  'broken-json': 'reject.brokenJson',
  'not-an-object': 'reject.notAnObject',
  'unreadable-row': 'reject.unreadableRow',
  'refused-by-target': 'reject.refusedByTarget',
} as const;

/** A code that has words. */
export type RejectReason = keyof typeof REJECT_REASONS;
