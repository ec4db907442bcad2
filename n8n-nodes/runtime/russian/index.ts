/** The words of the editor in Russian, where that is the language of the instance. */
export { inReaderLanguage, inReaderWords } from './localize';
export { russian } from './texts';
