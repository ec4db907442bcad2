import { transliterate } from '@ai-etl/backstage-plugin-ai-etl-common';

const longest = 63;

/** Tags as the catalog takes them: lower case, Latin, words joined by hyphens; each once. */
export function tagsOf(words: readonly string[]): string[] {
  const tags = words.map((word) =>
    trimmed(
      transliterate(word)
        .replace(/[^a-z0-9+#]+/g, '-')
        .slice(0, longest),
    ),
  );
  return [...new Set(tags)].filter(Boolean);
}

/** A value as the catalog takes it in a label; undefined when nothing of it is left. */
export function labelOf(value: string | undefined): string | undefined {
  return trimmed((value ?? '').replace(/[^A-Za-z0-9_.-]+/g, '-').slice(0, longest)) || undefined;
}

const trimmed = (text: string) => text.replace(/^[-_.]+|[-_.]+$/g, '');
