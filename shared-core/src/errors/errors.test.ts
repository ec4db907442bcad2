import { AiEtlError, defineErrors, isAiEtlError } from '.';

const errors = defineErrors('kitchen', {
  'too-hot': {
    kind: 'input',
    message: {
      en: (p: { dish: string }) => `"${p.dish}" is too hot`,
      ru: (p: { dish: string }) => `«${p.dish}» слишком горячее`,
    },
    hint: { en: () => 'Wait.', ru: () => 'Подождите.' },
  },
});

describe('a typed error', () => {
  const error = errors['too-hot'](
    { dish: 'soup' },
    { where: { file: 'menu.yaml', line: 3, column: 7, path: 'steps[2].on' } },
  );

  it('says what, where and what to do, in both languages', () => {
    expect(error.render()).toBe('menu.yaml:3:7 steps[2].on: "soup" is too hot\nWait.');
    expect(error.render('ru')).toBe('menu.yaml:3:7 steps[2].on: «soup» слишком горячее\nПодождите.');
  });

  it('says a step in the language of the reader', () => {
    const inStep = errors['too-hot']({ dish: 'soup' }, { where: { step: 'cook' } });
    expect(inStep.located()).toBe('step "cook": "soup" is too hot');
    expect(inStep.located('ru')).toBe('шаг «cook»: «soup» слишком горячее');
  });

  it('has a stable code and a kind, and survives JSON', () => {
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({
      code: 'kitchen.too-hot',
      kind: 'input',
      where: { line: 3 },
      parameters: { dish: 'soup' },
    });
  });

  it('keeps the nearer place when a caller adds a farther one', () => {
    const moved = error.at({ file: 'other.yaml', step: 'cook' });
    expect(moved.where).toEqual({ file: 'menu.yaml', line: 3, column: 7, path: 'steps[2].on', step: 'cook' });
    expect(moved).toBeInstanceOf(AiEtlError);
  });

  it('is told from other errors', () => {
    expect([error, new Error('x'), undefined].map(isAiEtlError)).toEqual([true, false, false]);
  });
});
