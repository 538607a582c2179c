/** What the log calls things that are known by their ids: filled by what it answers, read wherever an id would be shown. */
const names = new Map<string, string>();

/** Remembers the name of a project or space. */
export function rememberName(id: string, name: string | undefined) {
  if (name) names.set(id, name);
}

/** What a site calls fields of its own, by the name in lower case: such names are in no language of the page. */
const fields = new Map<string, string>();

/** Remembers that a field is one of the site's own. */
export function rememberField(name: string | undefined) {
  if (name) fields.set(name.toLowerCase(), name);
}

/** The name of a field of the site's own, where the log has told it. */
export const rememberedField = (name: string) => fields.get(name.toLowerCase());

/** The name of a project or space, where the log has told it. */
export const rememberedName = (id: string) => names.get(id);
