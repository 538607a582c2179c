/** A value as JQL text. Always in quotes: no reserved word and no sign can then change the meaning. */
export const quote = (value: string) => `"${value.replace(/["\\]/g, '\\$&')}"`;
