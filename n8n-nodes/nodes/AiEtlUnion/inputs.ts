import { NodeConnectionTypes } from 'n8n-workflow';

/** The inputs that the form asks for; the editor and the engine evaluate the text, so the function stands alone. */
export const inputsOf = (parameters: { numberInputs?: number }, type: string) =>
  Array.from({ length: parameters.numberInputs || 2 }, (_, index) => ({
    type,
    displayName: String(index + 1),
  }));

/** {@link inputsOf} as n8n takes it for a node whose inputs depend on its form. */
export const inputsExpression =
  `={{(${inputsOf.toString()})($parameter, "${NodeConnectionTypes.Main}")}}` as const;
