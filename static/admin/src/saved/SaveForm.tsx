import Button from '@atlaskit/button/new';
import Textfield from '@atlaskit/textfield';
import { useState, type FormEvent } from 'react';
import type { SavedView, WantedView } from '../api';
import { saved as words } from '../texts/saved';
import { asked } from './address';
import { messageOf } from './useSaved';

const NAME_LENGTH_MAX = 80;

interface Props {
  /** The view that is renamed; a new one is made when absent. */
  before?: SavedView;
  address: string;
  mayShare: boolean;
  onSave(wanted: WantedView): Promise<void>;
  onCancel(): void;
}

/** Gives a view its name, and says who sees it. */
export function SaveForm({ before, address, mayShare, onSave, onCancel }: Props) {
  const [name, setName] = useState(before?.name ?? '');
  const [shared, setShared] = useState(before?.shared ?? false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '' || isBusy) return;
    setBusy(true);
    onSave({ ...(before && { id: before.id }), name: name.trim(), address, shared }).catch((error: unknown) => {
      setBusy(false);
      setProblem(messageOf(error));
    });
  };
  return (
    <form className="saved-form" onSubmit={submit}>
      <label>
        <span className="small subtle">{words.name}</span>
        <Textfield autoFocus isCompact maxLength={NAME_LENGTH_MAX} value={name} placeholder={words.namePlaceholder} onChange={(event) => setName(event.currentTarget.value)} />
      </label>
      {asked(address) && <code className="code saved-asked">{asked(address)}</code>}
      {mayShare && (
        <label className="saved-share">
          <input type="checkbox" checked={shared} onChange={(event) => setShared(event.currentTarget.checked)} />
          {words.share}
        </label>
      )}
      {problem && (
        <p role="alert" className="saved-problem">
          {problem}
        </p>
      )}
      <div className="saved-buttons">
        <Button appearance="subtle" onClick={onCancel}>
          {words.cancel}
        </Button>
        <Button type="submit" appearance="primary" isDisabled={name.trim() === ''} isLoading={isBusy}>
          {words.save}
        </Button>
      </div>
    </form>
  );
}
