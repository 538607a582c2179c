/** What the log calls things that are known by their ids: filled by what it answers, read wherever an id would be shown. */
const names = new Map<string, string>();

/** Remembers the name of a project or space. */
export function rememberName(id: string, name: string | undefined) {
  if (name) names.set(id, name);
}

/** The name of a project or space, where the log has told it. */
export const rememberedName = (id: string) => names.get(id);
