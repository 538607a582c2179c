import LinkIcon from '@atlaskit/icon/core/link';
import { IconButton } from '@atlaskit/button/new';
import { useState, type ReactNode } from 'react';
import { texts } from '../texts';
import type { Container } from '../types';
import { LogStatus } from './LogStatus';
import { Settings } from './Settings';
import { Shortcuts } from './Shortcuts';
import './states.css';

interface Props {
  places?: ReactNode;
  scope?: Container[];
  isFull: boolean;
  keysOn: boolean;
  link?: string;
  /** What can be done with what this place shows. */
  actions?: ReactNode;
  onKeys(isOn: boolean): void;
}

/** The title, whose log it is, and how full it is. */
export function PageHead({ places, scope, isFull, keysOn, link, actions, onKeys }: Props) {
  const [isCopied, setCopied] = useState(false);
  return (
    <header className="page-head">
      <div>
        <h1>{texts.title}</h1>
        {places}
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
        {isFull && <LogStatus />}
        {actions}
        {link && (
          <IconButton
            appearance="subtle"
            icon={LinkIcon}
            label={isCopied ? texts.detail.copied : texts.copyView}
            isTooltipDisabled={false}
            onClick={() => void navigator.clipboard.writeText(link).then(() => setCopied(true), () => setCopied(false))}
            onBlur={() => setCopied(false)}
          />
        )}
        <Shortcuts isOn={keysOn} onSwitch={onKeys} />
        <Settings />
      </div>
    </header>
  );
}

const nameOf = ({ name, key, id }: Container) => (name && key ? `${name} (${key})` : (name ?? key ?? id));
