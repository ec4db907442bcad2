/** The languages in which people read what the project says. */
export { languages, type Language, type Localized, defineMessages, type Messages } from './language';
