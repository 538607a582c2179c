/** The first page of events, asked for while the page still finds out who is looking. Whoever may not see it is refused as ever. */
import { askEvents, type EventsAnswer, type Question } from '../api';

/** As many as fill the view: records lie apart in the store, so that each row more is more to fetch. */
const FIRST_ROWS = 30;

let early: { key: string; answer: Promise<EventsAnswer> } | undefined;

/** Asks for the first page of a question that is likely to be shown. */
export function askEarly(question: Question) {
  const answer = askEvents(question, FIRST_ROWS);
  // Who shows the page asks again when this fails.
  answer.catch(() => undefined);
  early = { key: JSON.stringify(question), answer };
}

/** The first page of a question: what is on its way already, once. */
export function askFirst(question: Question): Promise<EventsAnswer> {
  const mine = early;
  early = undefined;
  const ask = () => askEvents(question, FIRST_ROWS);
  return mine?.key === JSON.stringify(question) ? mine.answer.catch(ask) : ask();
}
