import { askContext } from '../api';
import { languageOf, speak } from '../texts';

/** The page speaks the language of the product from its first word on. */
export async function startLanguage() {
  const { locale } = await askContext();
  speak(languageOf(locale), locale);
}
