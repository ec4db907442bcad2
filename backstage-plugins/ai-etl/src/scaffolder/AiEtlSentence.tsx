import type { Generated, Question } from '@ai-etl/backstage-plugin-ai-etl-common';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { Alert, Button, Text, TextAreaField, TextField } from '@backstage/ui';
import { useState } from 'react';
import { aiEtlApiRef } from '../api';
import { Problem } from '../presentation/Failure';
import { PlainTable } from '../presentation/PlainTable';
import { FieldFrame } from './FieldFrame';
import { StepPicture } from './StepPicture';
import { fieldsTranslationRef } from './translation';
import styles from './fields.module.css';

/** The sentence with everything that makes the same spec of it again. */
export interface SentenceValue {
  text?: string;
  answers?: Record<string, string>;
  connections?: string[];
  /** The text that was understood without a question left. */
  understood?: string;
}

/** What a template may say of the field. */
export interface SentenceOptions {
  examples?: string[];
}

/** A sentence; what was understood as a picture, or the question that comes back with its options as buttons. */
export function AiEtlSentence(props: FieldExtensionComponentProps<SentenceValue, SentenceOptions>) {
  const { formData: value = {}, onChange, uiSchema, schema, required } = props;
  const { examples = [] } = (uiSchema['ui:options'] ?? {}) as SentenceOptions;
  const { t } = useTranslationRef(fieldsTranslationRef);
  const { answer, busy, error, understand } = useUnderstanding(value, onChange);
  const stale = answer !== undefined && answer.text !== value.text;
  return (
    <FieldFrame title={schema.title} description={schema.description} required={required}>
      <TextAreaField
        label={t('sentence.label')}
        rows={4}
        maxLength={5000}
        value={value.text ?? ''}
        onChange={(text) => onChange({ text, connections: value.connections })}
      />
      {!value.text && (
        <div className={styles.examples}>
          {examples.map((example) => (
            <button
              key={example}
              type="button"
              className={styles.example}
              title={t('sentence.example')}
              onClick={() => onChange({ text: example })}
            >
              {example}
            </button>
          ))}
        </div>
      )}
      <div>
        <Button
          variant="primary"
          isPending={busy}
          isDisabled={!value.text?.trim()}
          onPress={() => understand(value.answers ?? {})}
        >
          {t('sentence.understand')}
        </Button>
      </div>
      {error && <Problem error={error} />}
      {stale && <Alert status="info" icon title={t('sentence.changed')} />}
      {answer && !stale && (
        <Answer
          generated={answer.generated}
          onAnswer={(id, given) => understand({ ...value.answers, [id]: given })}
        />
      )}
    </FieldFrame>
  );
}

function useUnderstanding(value: SentenceValue, onChange: (value: SentenceValue) => void) {
  const api = useApi(aiEtlApiRef);
  const [state, setState] = useState<{
    answer?: { text: string; generated: Generated };
    busy: boolean;
    error?: Error;
  }>({ busy: false });
  const understand = async (answers: Record<string, string>) => {
    const text = value.text ?? '';
    setState((before) => ({ ...before, busy: true, error: undefined }));
    try {
      const connections = (await api.GET('/v1/connections')).data!.items.map(({ name }) => name);
      const generated = (await api.POST('/v1/generate', { body: { text, connections, answers } as never }))
        .data as Generated;
      const isDone = generated.status === 'ok';
      onChange({ text, connections, answers, ...(isDone && { understood: text }) });
      setState({ answer: { text, generated }, busy: false });
    } catch (error) {
      setState({ busy: false, error: error as Error });
    }
  };
  return { ...state, understand };
}

function Answer({
  generated,
  onAnswer,
}: {
  generated: Generated;
  onAnswer: (id: string, given: string) => void;
}) {
  const { t } = useTranslationRef(fieldsTranslationRef);
  const [question] = generated.questions ?? [];
  const explanation = (generated.explanation ?? []) as { phrase: string; became: string }[];
  return (
    <>
      {question && (
        <Asked key={(question as Question & { id: string }).id} question={question} onAnswer={onAnswer} />
      )}
      {!generated.steps?.length && !question && <Alert status="warning" icon title={t('sentence.nothing')} />}
      {Boolean(generated.steps?.length) && (
        <>
          <Text as="h4" variant="body-medium" weight="bold">
            {t('sentence.understood')}
          </Text>
          <StepPicture name="sentence" steps={generated.steps!} />
        </>
      )}
      {explanation.length > 0 && (
        <PlainTable
          label={t('sentence.understood')}
          columns={[{ title: t('sentence.phrase') }, { title: t('sentence.became') }]}
          rows={explanation.map(({ phrase, became }, index) => ({
            key: String(index),
            cells: [phrase, became],
          }))}
        />
      )}
    </>
  );
}

function Asked({
  question,
  onAnswer,
}: {
  question: Question;
  onAnswer: (id: string, given: string) => void;
}) {
  const { t } = useTranslationRef(fieldsTranslationRef);
  const { id = '', text, options = [], free = true } = question as Question & { id?: string; free?: boolean };
  const [own, setOwn] = useState('');
  return (
    <Alert
      status="info"
      icon
      title={text}
      description={
        <div className={styles.answers}>
          {options.map(({ label, value = label }) => (
            <Button key={value} size="small" variant="secondary" onPress={() => onAnswer(id, value)}>
              {label}
            </Button>
          ))}
          {free && (
            <>
              <TextField
                size="small"
                aria-label={t('sentence.other')}
                placeholder={t('sentence.other')}
                value={own}
                onChange={setOwn}
              />
              <Button
                size="small"
                variant="secondary"
                isDisabled={!own.trim()}
                onPress={() => onAnswer(id, own.trim())}
              >
                {t('sentence.answer')}
              </Button>
            </>
          )}
        </div>
      }
    />
  );
}
