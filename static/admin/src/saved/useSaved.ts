import { useCallback, useState } from 'react';
import { ApiError, askSavedViews, chooseDefaultView, deleteSavedView, saveView, type SavedView, type SavedViews, type WantedView } from '../api';
import { saidByCore } from '../texts/core';

/** The saved views of who looks, and what can be done to them. */
export interface Saved extends SavedViews {
  /** They are still to be loaded. */
  isMissing: boolean;
  reload(): Promise<void>;
  keep(wanted: WantedView): Promise<void>;
  forget(view: SavedView): Promise<void>;
  choose(id: string | undefined): Promise<void>;
}

/** Saved views, beginning with what was loaded when the page was opened. What fails leaves them as they were, and throws. */
export function useSaved(first: SavedViews | undefined): Saved {
  const [all, setAll] = useState(first);
  const { views = [], default: chosen } = all ?? {};
  const reload = useCallback(async () => setAll(await askSavedViews()), []);
  const keep = useCallback(async (wanted: WantedView) => {
    const kind = await saveView(wanted);
    // The answer has all views of one kind: the own or the shared ones.
    setAll((all) => ({ ...all, views: [...(all?.views ?? []).filter(({ id, shared }) => shared !== wanted.shared && id !== wanted.id), ...kind] }));
  }, []);
  const forget = useCallback(async ({ id }: SavedView) => {
    await deleteSavedView(id);
    setAll((all) => ({ ...all, views: (all?.views ?? []).filter((view) => view.id !== id) }));
  }, []);
  const choose = useCallback(async (id: string | undefined) => {
    await chooseDefaultView(id);
    setAll((all) => ({ views: all?.views ?? [], ...(id !== undefined && { default: id }) }));
  }, []);
  return { views, ...(chosen !== undefined && { default: chosen }), isMissing: all === undefined, reload, keep, forget, choose };
}

/** What went wrong, for who reads it. */
export const messageOf = (error: unknown) => (error instanceof ApiError ? saidByCore(error.message) : String(error));
