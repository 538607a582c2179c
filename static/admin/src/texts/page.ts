import { inLanguages } from './language';
import { de } from './page.de';
import { en } from './page.en';

/** What the page says wherever one is. */
export const texts = inLanguages({ en, de });
