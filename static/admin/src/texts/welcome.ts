/** What somebody is told who is here for the first time. */
import { count, inLanguages, plural, type Words } from './language';

const en = {
  label: 'Welcome',
  title: 'Who did what, when, to what: everything is kept here',
  since: (events: number) => `${plural(events, 'event', 'events')} so far. What happens in Jira and Confluence appears within seconds.`,
  scoped: 'What happens here appears within seconds.',
  noHistory: 'What happened before the app was there can be read from Jira’s history.',
  readHistory: 'Read the history',
  tour: 'Take the two-minute tour',
  dismiss: 'Close the welcome',
  history: {
    running: (issues: number, of: number | undefined) => `Reading the history: ${of === undefined ? plural(issues, 'issue', 'issues') : `${count(issues)} of about ${plural(of, 'issue', 'issues')}`}`,
    paused: 'Reading the history was paused.',
    added: (records: number) => `${plural(records, 'event', 'events')} added`,
    left: (hours: number) => `about ${plural(hours, 'hour', 'hours')} left`,
    show: 'Details',
  },
  tourName: 'Tour',
  step: (now: number, of: number) => `${now} of ${of}`,
  next: 'Next',
  back: 'Back',
  end: 'Done',
  close: 'Close the tour',
  steps: {
    ask: ['Ask', 'Type JQL as in Jira’s issue search: project, status and assignee work, and so do actor, action and occurred. Suggestions help. Press / to come back here.'],
    filter: ['Or click', 'Filters write the query for you, and so does every name, action and key in the list: a click shows only that, Alt and a click leave it out.'],
    list: ['Read', 'The newest events come first and appear by themselves. J and K move, Enter opens one: what changed, the text that was deleted, and ways to look further.'],
    take: ['Take along', 'Export what you see as CSV or JSON Lines, or copy a link to exactly this view.'],
    own: ['Make it yours', 'Language, times in UTC, and shortcuts are set here. Press ? for all shortcuts. Have a good look around!'],
  } as Record<TourStep, string[]>,
};

/** The stations of the tour. */
export type TourStep = 'ask' | 'filter' | 'list' | 'take' | 'own';

const de: Words<typeof en> = {
  label: 'Willkommen',
  title: 'Wer hat wann was womit getan: Hier wird alles aufbewahrt',
  since: (events) => `Bisher ${plural(events, 'Ereignis', 'Ereignisse')}. Was in Jira und Confluence geschieht, erscheint nach wenigen Sekunden.`,
  scoped: 'Was hier geschieht, erscheint nach wenigen Sekunden.',
  noHistory: 'Was geschah, bevor die App da war, lässt sich aus dem Verlauf von Jira lesen.',
  readHistory: 'Verlauf lesen',
  tour: 'Rundgang in zwei Minuten',
  dismiss: 'Begrüßung schließen',
  history: {
    running: (issues, of) => `Der Verlauf wird gelesen: ${of === undefined ? plural(issues, 'Vorgang', 'Vorgänge') : `${count(issues)} von etwa ${plural(of, 'Vorgang', 'Vorgängen')}`}`,
    paused: 'Das Lesen des Verlaufs ist angehalten.',
    added: (records) => `${plural(records, 'Ereignis', 'Ereignisse')} hinzugefügt`,
    left: (hours) => `noch etwa ${plural(hours, 'Stunde', 'Stunden')}`,
    show: 'Details',
  },
  tourName: 'Rundgang',
  step: (now, of) => `${now} von ${of}`,
  next: 'Weiter',
  back: 'Zurück',
  end: 'Fertig',
  close: 'Rundgang schließen',
  steps: {
    ask: ['Fragen', 'Schreiben Sie JQL wie in der Vorgangssuche von Jira: project, status und assignee gehen, ebenso actor, action und occurred. Vorschläge helfen. Mit / kommen Sie hierher zurück.'],
    filter: ['Oder klicken', 'Filter schreiben die Abfrage für Sie, ebenso jeder Name, jede Aktion und jeder Schlüssel in der Liste: Ein Klick zeigt nur das, Alt und Klick lässt es weg.'],
    list: ['Lesen', 'Die neuesten Ereignisse stehen oben und erscheinen von selbst. J und K bewegen, Enter öffnet eines: was sich geändert hat, der gelöschte Text, und Wege weiter.'],
    take: ['Mitnehmen', 'Exportieren Sie, was Sie sehen, als CSV oder JSON Lines, oder kopieren Sie einen Link zu genau dieser Ansicht.'],
    own: ['Einrichten', 'Sprache, Zeiten in UTC und Tastenkürzel stellen Sie hier ein. ? zeigt alle Tastenkürzel. Viel Freude beim Umsehen!'],
  },
};

export const welcome = inLanguages({ en, de });
