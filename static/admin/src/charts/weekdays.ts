/** How hours and days of the week are called. */
import { locale } from '../texts';

/** 2024 began on a Monday. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY = 86_400_000;
const two = (hour: number) => String(hour).padStart(2, '0');

/** The name of a day of the week; 0 is Monday. */
export const dayName = (weekday: number, style: 'short' | 'long') => new Intl.DateTimeFormat(locale(), { weekday: style, timeZone: 'UTC' }).format(MONDAY + weekday * DAY);

/** An hour of the day, from its beginning to its end. */
export const hourName = (hour: number) => `${two(hour)}:00–${two(hour + 1)}:00`;

/** Every day of the week as queries write it, with its name. */
export const weekdayNames = () => Object.fromEntries(Array.from({ length: 7 }, (_, day) => [String(day + 1), dayName(day, 'long')]));

/** Every hour of the day as queries write it, with its name. */
export const hourNames = () => Object.fromEntries(Array.from({ length: 24 }, (_, hour) => [String(hour), hourName(hour)]));
