/** What the person can choose for their page. */
import { inLanguages, type Words } from './language';

const en = {
  title: 'Settings of this page',
  language: 'Language',
  times: 'Times',
  ownZone: (zone: string) => `My time zone (${zone})`,
  zoneHint: (other: string) => `Show times in ${other}`,
  keyboard: 'Keyboard',
  keys: 'Single-key shortcuts',
  tour: 'Take the tour again',
};

const de: Words<typeof en> = {
  title: 'Einstellungen dieser Seite',
  language: 'Sprache',
  times: 'Zeiten',
  ownZone: (zone) => `Meine Zeitzone (${zone})`,
  zoneHint: (other) => `Zeiten in ${other} anzeigen`,
  keyboard: 'Tastatur',
  keys: 'Kürzel aus einzelnen Tasten',
  tour: 'Rundgang noch einmal ansehen',
};

export const settings = inLanguages({ en, de });
