/** The load that parent and child of `checks/kill.ts` agree on. */
export const childBatches = 40;
export const childBatchRows = 250;
