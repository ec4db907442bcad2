import {
  specOfForm,
  type Compiled,
  type Finding,
  type Generated,
  type PipelineForm,
  type Validated,
} from '@ai-etl/backstage-plugin-ai-etl-common';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { Alert, Text } from '@backstage/ui';
import { useState } from 'react';
import { aiEtlApiRef } from '../api';
import { Findings } from '../pipeline/Findings';
import { Choice } from '../presentation/Choice';
import { CodeView } from '../presentation/CodeView';
import { Loaded } from '../presentation/Loaded';
import { Notice } from '../presentation/Notice';
import { useRemote } from '../presentation/useRemote';
import type { SentenceValue } from './AiEtlSentence';
import { FieldFrame } from './FieldFrame';
import { StepPicture } from './StepPicture';
import { fieldsTranslationRef } from './translation';

/** What a template may say of the preview. */
export interface PreviewOptions {
  /** How the form's values become a spec; without it, its sentence does. */
  recipe?: string;
}

type FormValues = Partial<PipelineForm> & { sentence?: SentenceValue; airflow?: string };

interface Shown {
  name: string;
  steps: Validated['steps'];
  problems: Finding[];
  files: Compiled['files'];
}

/** Steps and files that the form would make; nothing is stored. */
export function AiEtlPreview(props: FieldExtensionComponentProps<null, PreviewOptions>) {
  const { uiSchema, schema, formContext } = props;
  const { recipe } = (uiSchema['ui:options'] ?? {}) as PreviewOptions;
  const { t } = useTranslationRef(fieldsTranslationRef);
  const api = useApi(aiEtlApiRef);
  const form = (formContext?.formData ?? {}) as FormValues;
  const remote = useRemote(
    isComplete(form) ? JSON.stringify([recipe, form]) : undefined,
    async (): Promise<Shown> => {
      const spec = await specOf();
      const validated = (await api.POST('/v1/validate', { body: { spec } })).data as Validated;
      const errors = validated.findings.filter(({ severity }) => severity === 'error');
      const body = { spec, target: 'airflow-repository', options: { version: form.airflow ?? '3.3' } };
      const compiled = errors.length
        ? undefined
        : ((await api.POST('/v1/compile', { body })).data as Compiled);
      return {
        name: String(spec.name),
        steps: validated.steps,
        problems: compiled?.refusals ?? errors,
        files: compiled?.files ?? [],
      };
    },
  );

  async function specOf(): Promise<Record<string, unknown>> {
    if (!form.sentence) return specOfForm(recipe ?? '', form as PipelineForm);
    const { text, connections, answers } = form.sentence;
    const body = { text, connections, answers, name: form.name, owner: form.owner };
    const generated = (await api.POST('/v1/generate', { body: body as never })).data as Generated;
    return (generated.spec ?? generated.draft ?? {}) as Record<string, unknown>;
  }

  return (
    <FieldFrame title={schema.title}>
      {isComplete(form) ? (
        <Loaded remote={remote}>{(shown) => <Made shown={shown} />}</Loaded>
      ) : (
        <Notice title={t('preview.incomplete')} />
      )}
    </FieldFrame>
  );
}

const isComplete = ({ name, source, target, sentence }: FormValues): boolean =>
  sentence ? Boolean(sentence.text) : Boolean(name && source?.object && target?.object);

function Made({ shown: { name, steps, problems, files } }: { shown: Shown }) {
  const { t } = useTranslationRef(fieldsTranslationRef);
  const [path, setPath] = useState<string>();
  const dag = files.find((file) => /^dags\/(?!ai_etl_runtime)[^/]+\.py$/.test(file.path));
  const file = files.find((each) => each.path === path) ?? dag ?? files[0];
  return (
    <>
      {steps.length > 0 && <StepPicture name={name} steps={steps} />}
      {problems.length > 0 && (
        <>
          <Alert status="warning" icon title={t('preview.problems')} />
          <Findings findings={problems} />
        </>
      )}
      {file && (
        <>
          <Text as="h4" variant="body-medium" weight="bold">
            {t('preview.code')} · {t('preview.files', { amount: String(files.length) })}
          </Text>
          <CodeView
            path={file.path}
            text={file.text}
            title={
              <Choice
                label={t('preview.file')}
                value={file.path}
                options={files.map((each) => ({ id: each.path, label: each.path }))}
                onChange={setPath}
              />
            }
          />
        </>
      )}
    </>
  );
}
