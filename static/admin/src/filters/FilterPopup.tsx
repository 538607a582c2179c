import Button from '@atlaskit/button/new';
import ChevronDownIcon from '@atlaskit/icon/core/chevron-down';
import Popup from '@atlaskit/popup';
import { useMemo, useState, type ReactNode } from 'react';
import './filters.css';

/** What the content of a popup may do. */
export interface PopupActs {
  close(): void;
  /** Names the element that has the focus first. */
  focusFirst(element: HTMLElement | null): void;
}

interface Props {
  label: string;
  /** How many values are picked; shown on the button. */
  picked?: number;
  isSelected?: boolean;
  /** A picture before the label. */
  icon?: Parameters<typeof Button>[0]['iconBefore'];
  children(popup: PopupActs): ReactNode;
}

/** A button that opens a filter. */
export function FilterPopup({ label, picked = 0, isSelected = picked > 0, icon, children }: Props) {
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  // While it is shut, nobody sees what it holds: only its button can change.
  return useMemo(() => (
    <Popup
      isOpen={isOpen}
      onClose={close}
      placement="bottom-start"
      role="dialog"
      label={label}
      content={({ setInitialFocusRef }) => <div className="popup">{children({ close, focusFirst: setInitialFocusRef })}</div>}
      trigger={(trigger) => (
        <Button {...trigger} appearance="default" isSelected={isOpen || isSelected} iconBefore={icon} iconAfter={ChevronDownIcon} onClick={() => setOpen((open) => !open)}>
          {picked > 0 ? `${label} (${picked})` : label}
        </Button>
      )}
    />
  ), [isOpen, label, picked, isSelected, icon, isOpen && children]);
}
