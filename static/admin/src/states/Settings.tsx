import { IconButton } from '@atlaskit/button/new';
import SettingsIcon from '@atlaskit/icon/core/settings';
import Popup from '@atlaskit/popup';
import { useState } from 'react';
import { spoken, type Language } from '../texts';
import { loadCoreWords } from '../texts/core';
import { settings as says } from '../texts/settings';
import { usePreferences } from './preferences';

const LANGUAGES: [Language, string][] = [
  ['en', 'English'],
  ['de', 'Deutsch'],
];

/** The person's own choices: language, time zone, keys. */
export function Settings() {
  const [isOpen, setOpen] = useState(false);
  const { chosen, ownZone, choose, tour } = usePreferences();
  const zone = chosen.zone ?? 'own';
  return (
    <Popup
      isOpen={isOpen}
      onClose={() => setOpen(false)}
      placement="bottom-end"
      role="dialog"
      label={says.title}
      content={() => (
        <div className="popup settings">
          <fieldset>
            <legend>{says.language}</legend>
            {LANGUAGES.map(([language, name]) => (
              <label className="pick" key={language} lang={language}>
                <input type="radio" name="language" checked={spoken() === language} onChange={() => void loadCoreWords(language).then(() => choose({ language }))} />
                {name}
              </label>
            ))}
          </fieldset>
          <fieldset>
            <legend>{says.times}</legend>
            <label className="pick">
              <input type="radio" name="zone" checked={zone === 'own'} onChange={() => choose({ zone: 'own' })} />
              {says.ownZone(ownZone.replaceAll('_', ' '))}
            </label>
            <label className="pick">
              <input type="radio" name="zone" checked={zone === 'utc'} onChange={() => choose({ zone: 'utc' })} />
              UTC
            </label>
          </fieldset>
          <fieldset>
            <legend>{says.keyboard}</legend>
            <label className="pick">
              <input type="checkbox" checked={chosen.keys ?? true} onChange={(event) => choose({ keys: event.target.checked })} />
              {says.keys}
            </label>
          </fieldset>
          <button
            type="button"
            className="link"
            onClick={() => {
              setOpen(false);
              tour(true);
            }}
          >
            {says.tour}
          </button>
        </div>
      )}
      trigger={(trigger) => (
        <IconButton {...trigger} appearance="subtle" icon={SettingsIcon} label={says.title} isTooltipDisabled={false} isSelected={isOpen} onClick={() => setOpen((open) => !open)} />
      )}
    />
  );
}
