/** The core's sentences in German. Of several that fit the first is taken. */
import type { Said } from './translate';
import { APP } from './german-app';
import { FIELD_NAMES } from './german-fields';
import { HELPS } from './german-helps';
import { MESSAGES } from './german-messages';
import { SYNTAX } from './german-syntax';

export const GERMAN: Said = { ...MESSAGES, ...SYNTAX, ...HELPS, ...APP, ...FIELD_NAMES };
