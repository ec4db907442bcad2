import { alsoNeeded } from '../needed';
import { freeName } from '../free-name';
import { fieldNames } from '../shape';
import type { Input, StepRules } from '../step-rules';
import { asIs, call, column, columnNames, equal, named, select, star, whole, rowOrder } from '../tree';

/** One row of each kind: of all fields, or the first in an order for each value of `by`. */
export const distinct: StepRules<'distinct'> = {
  type(step, inputs, check) {
    const [input] = inputs as [Input];
    step.by?.forEach((name, index) => check.field(input, name, ['by', index]));
    step.orderBy?.forEach((term, index) => check.orderTerm(term, [input], ['orderBy', index]));
    return input.shape;
  },
  needs(step, needed) {
    const order = (step.orderBy ?? []).flatMap((term) => columnNames(rowOrder(term).expression));
    return step.by ? [alsoNeeded(needed, new Set([...step.by, ...order]))] : ['all'];
  },
  emitsAll: (step) => !step.by,
  lower(lowering) {
    const { step, inputs, shape } = lowering;
    const input = named(inputs[0]!.table);
    if (!step.by) return select(lowering.passed(), input, { distinct: 'all' });
    // row_number() says the same in every dialect; DISTINCT ON does not exist everywhere.
    const rank = freeName('row_rank', fieldNames(shape));
    const over = {
      partitionBy: step.by.map((name) => column(name)),
      orderBy: (step.orderBy ?? []).map(rowOrder),
    };
    const ranked = select(
      [...star, { expression: { ...call('row_number'), over } as ReturnType<typeof call>, alias: rank }],
      input,
    );
    return select(
      asIs(lowering.names(rankBeside)),
      { kind: 'derived', query: ranked, alias: 'ranked' },
      { where: equal(column(rank), whole(1)) },
    );
  },
};

const rankBeside = {
  en: 'the row number that picks a row has to be left out again',
  ru: 'номер, по которому выбирается строка, нужно снова убрать',
};
