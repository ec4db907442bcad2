import { settingProblems } from '../setting-problems';
import { fileErrors } from './errors';
import { fileReadOptions, type FileReadOptions } from './config';
import type { SaidOfCsv } from './sniff/sniffed';

/** Options that are true or false, which a command line gives as texts. */
const flags = ['header', 'toEnd'];

/** @throws `file.bad-option` (input) @internal */
export function parseOptions(options: Record<string, unknown> = {}): FileReadOptions {
  const given = Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined && value !== null),
  );
  const parsed = fileReadOptions.safeParse({
    ...given,
    ...Object.fromEntries(
      flags.flatMap((flag) => {
        const said = given[flag];
        return typeof said === 'string' ? [[flag, said !== 'false' && said !== '0']] : [];
      }),
    ),
  });
  if (parsed.success) return parsed.data;
  throw fileErrors['bad-option']({ problems: settingProblems(parsed.error) });
}

/** @internal */
export function saidOf(options: FileReadOptions): SaidOfCsv {
  const {
    encoding,
    delimiter,
    quote,
    escape,
    header,
    nulls,
    skip,
    decimalSeparator,
    dateFormat,
    timestampFormat,
    toEnd,
  } = options;
  const said = {
    encoding: encoding && encodingName(encoding),
    delimiter: delimiter && (spelled[delimiter.toLowerCase()] ?? delimiter),
    quote: quote === '' ? null : quote,
    escape: escape === '' ? null : escape,
    header,
    skip,
    nulls: nulls?.split(','),
    decimalSeparator,
    dateFormat,
    timestampFormat,
    toEnd,
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as SaidOfCsv;
}

const spelled: Record<string, string> = {
  tab: '\t',
  '\\t': '\t',
  space: ' ',
  comma: ',',
  semicolon: ';',
  pipe: '|',
};

/** Names that people give, as the WHATWG standard spells them. @throws `file.unknown-encoding` (input) */
function encodingName(name: string): string {
  const usual: Record<string, string> = {
    cp1251: 'windows-1251',
    win1251: 'windows-1251',
    cp866: 'ibm866',
    dos: 'ibm866',
    'mac-cyrillic': 'x-mac-cyrillic',
    utf8: 'utf-8',
    utf16: 'utf-16le',
    'utf-16': 'utf-16le',
  };
  const asked = usual[name.toLowerCase()] ?? name.toLowerCase();
  try {
    return new TextDecoder(asked).encoding;
  } catch {
    if (/^(cp|ibm|windows-?)?\d{3,4}$|^iso-?8859-\d+$|^mac/.test(asked)) return asked;
    throw fileErrors['unknown-encoding']({ encoding: name });
  }
}
