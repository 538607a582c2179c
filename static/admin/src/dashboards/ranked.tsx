/** The biggest of a board as lines of a list: names instead of ids. */
import { toneColours } from '../charts/colours';
import type { Ranked } from '../charts/RankList';
import { PersonLine } from '../people/Name';
import { toneOf } from '../table/tone';
import { actions } from '../texts';
import type { ActionName } from '../types';
import type { Top } from './board';

export const peopleRows = (tops: Top[], colour?: string): Ranked[] => tops.map(({ value, count }) => ({ value, count, colour, shown: <PersonLine accountId={value} /> }));

export const actionRows = (tops: Top[]): Ranked[] =>
  tops.map(({ value, count }) => ({ value, count, title: value, colour: toneColours[toneOf(value as ActionName)], shown: <span className="clip">{actions[value as ActionName] ?? value}</span> }));

export const containerRows = (tops: Top[]): Ranked[] => tops.map(({ value, count, name }) => ({ value, count, title: value, shown: <span className="clip">{name ?? value}</span> }));
