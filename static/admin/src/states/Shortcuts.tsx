import { IconButton } from '@atlaskit/button/new';
import QuestionCircleIcon from '@atlaskit/icon/core/question-circle';
import Popup from '@atlaskit/popup';
import { useEffect, useState } from 'react';
import { isTyping } from '../table/useKeys';
import { texts } from '../texts';
import { LETTERS, TABS } from './Places';

/** The keys that work here, and a switch to turn the single letters off. */
export function Shortcuts({ isOn, onSwitch }: { isOn: boolean; onSwitch(isOn: boolean): void }) {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    if (!isOn) return undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '?' || event.ctrlKey || event.metaKey || isTyping(event.target)) return;
      event.preventDefault();
      setOpen(true);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [isOn]);
  return (
    <Popup
      isOpen={isOpen}
      onClose={() => setOpen(false)}
      placement="bottom-end"
      role="dialog"
      label={texts.keys.title}
      content={() => (
        <div className="popup shortcuts">
          <h2>{texts.keys.title}</h2>
          <dl>
            {[...texts.keys.list, ...TABS.map((place): [string, string] => [`g ${LETTERS[place] ?? ''}`, texts.keys.go(texts.places[place])])].map(([keys, does]) => (
              <div key={keys}>
                <dt>
                  {keys.split(' ').map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
          <label className="pick">
            <input type="checkbox" checked={isOn} onChange={(event) => onSwitch(event.target.checked)} />
            {texts.keys.enabled}
          </label>
        </div>
      )}
      trigger={(trigger) => (
        <IconButton {...trigger} appearance="subtle" icon={QuestionCircleIcon} label={texts.keys.title} isSelected={isOpen} onClick={() => setOpen((open) => !open)} />
      )}
    />
  );
}
