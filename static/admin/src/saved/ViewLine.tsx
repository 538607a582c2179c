import DeleteIcon from '@atlaskit/icon/core/delete';
import EditIcon from '@atlaskit/icon/core/edit';
import StarStarredIcon from '@atlaskit/icon/core/star-starred';
import StarUnstarredIcon from '@atlaskit/icon/core/star-unstarred';
import Button from '@atlaskit/button/new';
import { useState } from 'react';
import { saved as words } from '../texts/saved';
import { asked } from './address';

interface Props {
  view: { name: string; address: string; shared?: boolean };
  isShown: boolean;
  isDefault: boolean;
  onOpen(): void;
  onDefault(): void;
  onRename?(): void;
  /** Puts what is shown now in its place. */
  onUpdate?(): void;
  onDelete?(): void;
}

/** One view, with what can be done to it. */
export function ViewLine({ view, isShown, isDefault, onOpen, onDefault, onRename, onUpdate, onDelete }: Props) {
  const [isAsking, setAsking] = useState(false);
  const { name } = view;
  const Star = isDefault ? StarStarredIcon : StarUnstarredIcon;
  if (isAsking) {
    return (
      <li className="saved-asking" role="alertdialog" aria-label={words.deleteSure(name)}>
        <span>
          {words.deleteSure(name)} {view.shared && words.deleteShared}
        </span>
        <Button spacing="compact" appearance="danger" autoFocus onClick={onDelete}>
          {words.deleteYes}
        </Button>
        <Button spacing="compact" appearance="subtle" onClick={() => setAsking(false)}>
          {words.cancel}
        </Button>
      </li>
    );
  }
  return (
    <li className={isShown ? 'saved-line is-shown' : 'saved-line'}>
      <button type="button" className="saved-open" title={asked(view.address) || undefined} aria-current={isShown ? 'true' : undefined} onClick={onOpen}>
        <span className="clip">{name}</span>
      </button>
      {onUpdate && (
        <button type="button" className="saved-act saved-update link small" title={words.update(name)} aria-label={words.update(name)} onClick={onUpdate}>
          {words.save}
        </button>
      )}
      {onRename && (
        <button type="button" className="saved-act" title={words.rename(name)} onClick={onRename}>
          <EditIcon label={words.rename(name)} size="small" />
        </button>
      )}
      {onDelete && (
        <button type="button" className="saved-act" title={words.delete(name)} onClick={() => setAsking(true)}>
          <DeleteIcon label={words.delete(name)} size="small" />
        </button>
      )}
      <button
        type="button"
        className={isDefault ? 'saved-act is-on' : 'saved-act'}
        aria-pressed={isDefault}
        title={isDefault ? words.isDefault(name) : words.makeDefault(name)}
        onClick={onDefault}
      >
        <Star label={words.makeDefault(name)} size="small" />
      </button>
    </li>
  );
}
