/** Long enough for a browser to have begun to save. */
const KEPT_MS = 60_000;

/** Saves a file where the browser saves files. */
export function saveFile(file: Blob, name: string) {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}

/** A name that every system takes. */
export const fileNameOf = (text: string, extension: string) => `${text.replace(/[\\/:*?"<>|\p{Cc}]+/gu, '-').trim() || 'activity-log'}.${extension}`;
