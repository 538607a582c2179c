import LinkIcon from '@atlaskit/icon/core/link';
import { IconButton } from '@atlaskit/button/new';
import { memo, useState, type ReactNode } from 'react';
import { texts } from '../texts';
import type { Container } from '../types';
import { LogStatus } from './LogStatus';
import { Settings } from './Settings';
import { Shortcuts } from './Shortcuts';
import { Welcome } from './Welcome';
import './states.css';

interface Props {
  places?: ReactNode;
  scope?: Container[];
  isFull: boolean;
  keysOn: boolean;
  /** The address of what is shown. */
  link?(): string;
  /** What can be done with what this place shows. */
  actions?: ReactNode;
  onKeys(isOn: boolean): void;
}

/** The title, whose log it is, how full it is, and the ways to the other places. */
export const PageHead = memo(function PageHead({ places, scope, isFull, keysOn, link, actions, onKeys }: Props) {
  const [isCopied, setCopied] = useState(false);
  const [events, setEvents] = useState<number>();
  return (
    <div className="page-top">
      <button type="button" className="skip" onClick={toContent}>
        {texts.skip}
      </button>
      <header className="page-head">
        <div>
          <h1>{texts.title}</h1>
          {scope?.map((container) => {
            const name = nameOf(container);
            return (
              <span key={container.id} className="scope" title={texts.filters.scope(name)}>
                {name}
              </span>
            );
          })}
        </div>
        <div>
          {isFull && <LogStatus onEvents={setEvents} />}
          <span className="page-actions" data-tour="take">
            {actions}
            {link && (
              <IconButton
                appearance="subtle"
                icon={LinkIcon}
                label={isCopied ? texts.detail.copied : texts.copyView}
                isTooltipDisabled={false}
                onClick={() => void navigator.clipboard.writeText(link()).then(() => setCopied(true), () => setCopied(false))}
                onBlur={() => setCopied(false)}
              />
            )}
          </span>
          <span className="page-actions" data-tour="own">
            <Shortcuts isOn={keysOn} onSwitch={onKeys} />
            <Settings />
          </span>
        </div>
      </header>
      {places && <div className="places-row">{places}</div>}
      <Welcome isFull={isFull} events={events} />
    </div>
  );
});

/** Past the head, the filters and the charts: to the list, or to the first thing of a page without one. */
function toContent() {
  const content = document.querySelector<HTMLElement>('.rows') ?? document.querySelector<HTMLElement>('main section:not(.welcome)');
  if (!content) return;
  if (content.tabIndex < 0) content.tabIndex = -1;
  content.focus();
}

const nameOf = ({ name, key, id }: Container) => (name && key ? `${name} (${key})` : (name ?? key ?? id));
