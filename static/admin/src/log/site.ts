/** What the site has said of what queries speak of. One question's answers serve the next: most lookups are lists of the whole site. */
import type { Tables } from '../types';

export class Site {
  readonly began = Date.now();
  tables: Tables | undefined;
  mondayFirst: boolean | undefined;
  /** Questions that were asked about: asking again brings nothing new. */
  readonly asked = new Set<string>();

  learn(question: string, tables: Tables, mondayFirst: boolean | undefined) {
    this.asked.add(question);
    this.tables = this.tables ? merged(this.tables, tables) : tables;
    this.mondayFirst ??= mondayFirst;
  }
}

/** Lookups by text have an entry each. */
function merged(a: Tables, b: Tables): Tables {
  return {
    ...a,
    ...b,
    people: { ...a.people, ...b.people },
    groups: { ...a.groups, ...b.groups },
    organizations: { ...a.organizations, ...b.organizations },
    versions: { ...a.versions, ...b.versions },
    refused: [...(a.refused ?? []), ...(b.refused ?? [])],
  };
}

/** Only these functions care on which day weeks begin. */
export const speaksOfWeeks = (question: string) => /(start|end)ofweek/iu.test(question);
