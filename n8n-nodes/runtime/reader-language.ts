import type { Language } from '@ai-etl/core';

/** The language of n8n's editor, which is one for all who use an instance. */
export const readerLanguage = (): Language =>
  /^ru\b/i.test(process.env.N8N_DEFAULT_LOCALE ?? '') ? 'ru' : 'en';
