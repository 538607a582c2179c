/** Every word the page shows, in this folder. `language.ts` says how words are added. */
export * from './labels';
export * from './page';
export { compact, count, inLanguages, languageOf, locale, plural, speak, spoken, type Language, type Words } from './language';
