import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonIcon } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useEffect, useState } from 'react';
import { aiEtlTranslationRef } from '../translation';
import { copyText } from './copy-text';

const SHOWN_FOR_MS = 1500;

/** Copies a text and says so for a moment. */
export function CopyButton({ text }: { text: string }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    const timer = copied ? setTimeout(() => setCopied(false), SHOWN_FOR_MS) : undefined;
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => setCopied(await copyText(text));
  return (
    <ButtonIcon
      size="small"
      variant="tertiary"
      aria-label={copied ? t('common.copied') : t('common.copy')}
      icon={copied ? <RiCheckLine /> : <RiFileCopyLine />}
      onPress={copy}
    />
  );
}
