/** A date alone is of UTC by itself. */
const hasZone = /(?:z|[+-]\d\d(?::?\d\d)?)$|^\d{4}-\d\d-\d\d$/i;

/**
 * A time as the tables keep it: UTC with milliseconds, whatever zone and precision it came with. One without a zone
 * is of UTC, wherever the portal runs.
 */
export const instant = (text: string) => new Date(zoned(text)).toISOString();

const zoned = (text: string) => (hasZone.test(text) ? text : `${text}Z`);

/** Whether a text is a time of ISO 8601, of a year that sorts as text. */
export const isInstant = (text: string) =>
  /^\d{4}-\d\d-\d\d/.test(text) && !Number.isNaN(Date.parse(zoned(text)));
