import { printType, type LogicalType } from '../../schema';
import type { StepOf } from '../../spec';
import type { Expression } from '../../sql';
import { shapeField, untyped, withFields } from '../shape';
import type { SchemaReason, StepRules } from '../step-rules';
import { call, cast, column, equal, is, named, nothing, select, text, whole } from '../tree';

type Method = StepOf<'mask'>['fields'][string];

/** How a method hides a value, what it leaves, and which types it can take. */
interface MaskRule {
  hide(value: Expression, type: LogicalType | undefined): Expression;
  typeAfter(type: LogicalType | undefined): LogicalType | undefined;
  fits?: LogicalType['kind'][];
}

const string: LogicalType = { kind: 'string' };
const year: LogicalType = { kind: 'integer', bits: 32, signed: true };
const asText = (value: Expression, type: LogicalType | undefined) =>
  type?.kind === 'string' ? value : cast(value, string);
const textRule = (hide: MaskRule['hide'], fits?: MaskRule['fits']): MaskRule => ({
  hide,
  typeAfter: () => string,
  fits,
});

/** Null stays null everywhere: that a value is missing is not a secret, and keys still join. */
const rules: Record<Method, MaskRule> = {
  hash: textRule((value, type) => call('sha256_hex', asText(value, type))),
  redact: textRule((value) => when(is(value, 'null', true), text('***'))),
  last4: textRule((value, type) => lastFour(asText(value, type))),
  'email-domain': textRule((value) => domain(value), ['string', 'enum']),
  year: {
    hide: (value) => cast(call('extract', text('year'), value), year),
    typeAfter: () => year,
    fits: ['date', 'timestamp'],
  },
  null: { hide: (_, type) => (type ? cast(nothing, type) : nothing), typeAfter: (type) => type },
};

/** Hides the content of fields; every other field goes on. */
export const mask: StepRules<'mask'> = {
  type(step, [input], check) {
    const fields = Object.entries(step.fields).map(([name, method]) => {
      const field = check.field(input!, name, ['fields', name]) ?? untyped(name);
      const { fits, typeAfter } = rules[method];
      if (field.type && fits && !fits.includes(field.type.kind))
        check.say('mask-needs-type', { field: name, method, type: printType(field.type) }, ['fields', name]);
      return { name, type: typeAfter(field.type), nullable: field.nullable || method === 'null' };
    });
    return withFields(input!.shape, fields);
  },
  needs: (_, needed) => [needed],
  lower({ step, inputs, names }) {
    const items = names(mayBeMasked).map((name) => {
      const method = step.fields[name];
      const type = shapeField(inputs[0]!.shape, name)?.type;
      return { expression: method ? rules[method].hide(column(name), type) : column(name), alias: name };
    });
    return select(items, named(inputs[0]!.table));
  },
};

const mayBeMasked: SchemaReason = {
  en: 'every field has to be listed beside the hidden ones',
  ru: 'рядом со скрытыми нужно перечислить все остальные поля',
};

const when = (condition: Expression, then: Expression, otherwise?: Expression): Expression => ({
  kind: 'case',
  branches: [{ when: condition, then }],
  ...(otherwise && { otherwise }),
});

const concat = (left: Expression, right: Expression): Expression => ({
  kind: 'binary',
  operator: '||',
  left,
  right,
});

/** A value of four characters or fewer is hidden whole: its last four would be all of it. */
function lastFour(value: Expression): Expression {
  const isLong: Expression = { kind: 'binary', operator: '>', left: call('length', value), right: whole(4) };
  const shown = concat(text('****'), call('right', value, whole(4)));
  return when(is(value, 'null', true), when(isLong, shown, text('****')));
}

/** A text without an @ has no domain to show. */
function domain(value: Expression): Expression {
  const part = call('split_part', value, text('@'), whole(2));
  const shown = when(equal(part, text('')), text('***'), part);
  return when(is(value, 'null', true), shown);
}
