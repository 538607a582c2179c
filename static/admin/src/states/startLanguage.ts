import { askContext } from '../api';
import { languageOf, speak } from '../texts';
import { loadCoreWords } from '../texts/core';

/** The page speaks the language of the product from its first word on. */
export async function startLanguage() {
  const { locale } = await askContext();
  const language = languageOf(locale);
  await loadCoreWords(language);
  speak(language, locale);
}
