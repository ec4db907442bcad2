import { simple } from '../../schema';
import type { Printer } from '../print/printer';
import type { Call } from './spell';

/** regexp_replace() for engines of RE2, whose whole match is `\0` where PostgreSQL's is `\&`; a literal is translated. */
export function withReplacement(call: Call, printer: Printer): Call {
  const [text, pattern, replacement, ...flags] = call.arguments;
  if (!text || !pattern || replacement?.kind !== 'literal' || typeof replacement.value !== 'string')
    return call;
  const value = replacement.value.replace(/\\(.)/gs, (both, next: string) => {
    if (next === '&') return '\\0';
    return /[1-9\\]/.test(next) ? both : `\\\\${next}`;
  });
  if (value === replacement.value) return call;
  const literal = printer.remember(
    { ...replacement, value, type: simple('string') },
    printer.typed(replacement),
  );
  return { ...call, arguments: [text, pattern, literal, ...flags] };
}
