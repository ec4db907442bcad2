import { literal } from './quote';

/** Why a check of ours refused a row: what the field had to be, or null where NULL was not allowed. @internal */
export interface Refusal {
  field: string;
  expects: string | null;
}

const mark = 'ai-etl refuses ';

/** An expression that fails the statement for a row where the condition holds. @internal */
export const refuseIf = (condition: string, refusal: Refusal) =>
  `throwIf(${condition}, ${literal(`${mark}${encodeURIComponent(JSON.stringify(refusal))};`)})`;

/** What {@link refuseIf} said, from the server's message. @internal */
export function refusalIn(message: string): Refusal | undefined {
  const [, text] = message.split(mark);
  return text === undefined ? undefined : (JSON.parse(decodeURIComponent(text.split(';')[0]!)) as Refusal);
}
