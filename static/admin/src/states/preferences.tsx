import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react';
import { savePreferences, type Preferences } from '../api';

interface Chosen {
  chosen: Preferences;
  /** The zone that is shown unless the person wants UTC. */
  ownZone: string;
  isTouring: boolean;
  choose(next: Preferences): void;
  tour(isOn: boolean): void;
}

const nothing = () => undefined;
const Context = createContext<Chosen>({ chosen: {}, ownZone: 'UTC', isTouring: false, choose: nothing, tour: nothing });

interface Props {
  kept: Preferences;
  ownZone: string;
  children(chosen: Preferences): ReactNode;
}

/** What the person has chosen: kept by the app, so that it is the same in every browser. What cannot be kept lasts as long as the page. */
export function PreferencesProvider({ kept, ownZone, children }: Props) {
  const [chosen, setChosen] = useState(kept);
  const [isTouring, setTouring] = useState(false);
  const choose = useCallback((next: Preferences) => {
    setChosen((before) => ({ ...before, ...next }));
    savePreferences(next).catch(nothing);
  }, []);
  const tour = useCallback(
    (isOn: boolean) => {
      setTouring(isOn);
      if (!isOn && !chosen.toured) choose({ toured: true });
    },
    [choose, chosen.toured],
  );
  const value = useMemo(() => ({ chosen, ownZone, isTouring, choose, tour }), [chosen, ownZone, isTouring, choose, tour]);
  return <Context.Provider value={value}>{children(chosen)}</Context.Provider>;
}

/** What the person has chosen, and a way to choose something else. */
export const usePreferences = () => useContext(Context);

/** Whether single keys are shortcuts: yes, until somebody switches them off. */
export function useKeysOn(): [boolean, (isOn: boolean) => void] {
  const { chosen, choose } = usePreferences();
  return [chosen.keys ?? true, useCallback((keys: boolean) => choose({ keys }), [choose])];
}
