import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonIcon } from '@backstage/ui';
import { RiDownloadLine } from '@remixicon/react';
import { memo, useMemo, type ReactNode } from 'react';
import { aiEtlTranslationRef } from '../translation';
import { CopyButton } from './CopyButton';
import { download } from './download';
import { languageOf, paintedLines, type Piece } from './highlight';
import styles from './code.module.css';

/** A file to read, copy and download; the browser skips lines out of sight. */
export function CodeView({ path, text, title }: { path: string; text: string; title?: ReactNode }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const name = path.slice(path.lastIndexOf('/') + 1);
  return (
    <figure className={styles.frame} aria-label={path}>
      <figcaption className={styles.bar}>
        <span className={styles.path}>{title ?? path}</span>
        <CopyButton text={text} />
        <ButtonIcon
          size="small"
          variant="tertiary"
          aria-label={t('common.download')}
          icon={<RiDownloadLine />}
          onPress={() => download(name, text)}
        />
      </figcaption>
      <Lines text={text} language={languageOf(path)} />
    </figure>
  );
}

const Lines = memo(function Lines({ text, language }: { text: string; language?: string }) {
  const lines = useMemo(() => paintedLines(text.replace(/\n$/, ''), language), [text, language]);
  return (
    // A region that scrolls must be reachable by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre className={styles.code} tabIndex={0}>
      {lines.map((pieces, index) => (
        <CodeLine key={index} number={index + 1} pieces={pieces} />
      ))}
    </pre>
  );
});

/** One numbered line. */
export function CodeLine({ number, pieces }: { number?: number; pieces: readonly Piece[] }) {
  return (
    <span className={styles.line}>
      <span className={styles.lineNumber} aria-hidden="true">
        {number}
      </span>
      <span>
        {pieces.map((piece, index) => (
          <span key={index} className={piece.paint && styles[piece.paint]}>
            {piece.text}
          </span>
        ))}
        {'\n'}
      </span>
    </span>
  );
}
