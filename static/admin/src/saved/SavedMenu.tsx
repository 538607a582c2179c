import Button from '@atlaskit/button/new';
import ChevronDownIcon from '@atlaskit/icon/core/chevron-down';
import Popup from '@atlaskit/popup';
import { useState } from 'react';
import type { PageHistory, SavedView } from '../api';
import type { Go } from '../states/usePlace';
import { saved as words } from '../texts/saved';
import { placeIn, viewIn } from './address';
import { SaveForm } from './SaveForm';
import { shippedViews } from './shipped';
import { messageOf, type Saved } from './useSaved';
import { ViewLine } from './ViewLine';
import './saved.css';

interface Props {
  history: PageHistory;
  isFull: boolean;
  saved: Saved;
  go: Go;
}

type Mode = { mode: 'list' } | { mode: 'save' } | { mode: 'rename'; view: SavedView };

/** The views that can be opened with a click, and a way to keep what is shown. */
export function SavedMenu({ history, isFull, saved, go }: Props) {
  const [isOpen, setOpen] = useState(false);
  const [mode, setMode] = useState<Mode>({ mode: 'list' });
  const [problem, setProblem] = useState<string>();
  const close = () => {
    setOpen(false);
    setMode({ mode: 'list' });
    setProblem(undefined);
  };
  const attempt = (work: Promise<void>, onDone?: () => void) => {
    setProblem(undefined);
    work.then(onDone, (error: unknown) => setProblem(messageOf(error)));
  };
  const shown = viewIn(history.location.search);
  const open = (address: string) => {
    const { place, rest } = placeIn(address);
    go(place, rest);
    close();
  };
  const groups = [
    { title: words.own, views: saved.views.filter(({ shared }) => !shared), isEmptySaid: true },
    { title: words.shared, views: saved.views.filter(({ shared }) => shared), isEmptySaid: false },
  ];
  return (
    <Popup
      isOpen={isOpen}
      onClose={close}
      placement="bottom-start"
      role="dialog"
      label={words.menu}
      shouldRenderToParent={false}
      content={({ setInitialFocusRef }) => (
        <div className="popup saved" ref={setInitialFocusRef} tabIndex={-1}>
          {mode.mode === 'list' ? (
            <>
              <div className="saved-scroll">
                {saved.isMissing && (
                  <p className="saved-note">
                    {words.loadFailed}{' '}
                    <button type="button" className="link" onClick={() => attempt(saved.reload())}>
                      {words.retry}
                    </button>
                  </p>
                )}
                {groups.map(({ title, views, isEmptySaid }) =>
                  views.length > 0 || isEmptySaid ? (
                    <section key={title}>
                      <h2>{title}</h2>
                      {views.length === 0 && !saved.isMissing && <p className="saved-note subtle">{words.noneYet}</p>}
                      <ul>
                        {[...views].sort((a, b) => a.name.localeCompare(b.name)).map((view) => (
                          <ViewLine
                            key={view.id}
                            view={view}
                            isShown={viewIn(view.address) === shown}
                            isDefault={saved.default === view.id}
                            onOpen={() => open(view.address)}
                            onDefault={() => attempt(saved.choose(saved.default === view.id ? undefined : view.id))}
                            onRename={() => setMode({ mode: 'rename', view })}
                            onUpdate={viewIn(view.address) === shown ? undefined : () => attempt(saved.keep({ ...view, address: shown }))}
                            onDelete={() => attempt(saved.forget(view))}
                          />
                        ))}
                      </ul>
                    </section>
                  ) : null,
                )}
                <section>
                  <h2>{words.ready}</h2>
                  <ul>
                    {shippedViews(isFull).map((view) => (
                      <ViewLine
                        key={view.id}
                        view={view}
                        isShown={viewIn(view.address) === shown}
                        isDefault={saved.default === view.id}
                        onOpen={() => open(view.address)}
                        onDefault={() => attempt(saved.choose(saved.default === view.id ? undefined : view.id))}
                      />
                    ))}
                  </ul>
                </section>
              </div>
              <div className="saved-foot">
                {problem && <p role="alert" className="saved-problem">{problem}</p>}
                <Button appearance="primary" onClick={() => setMode({ mode: 'save' })}>
                  {words.saveThis}
                </Button>
              </div>
            </>
          ) : (
            <SaveForm
              mayShare={isFull}
              before={mode.mode === 'rename' ? mode.view : undefined}
              address={mode.mode === 'rename' ? mode.view.address : shown}
              onCancel={() => setMode({ mode: 'list' })}
              onSave={(wanted) => saved.keep(wanted).then(() => setMode({ mode: 'list' }))}
            />
          )}
        </div>
      )}
      trigger={(trigger) => (
        <Button {...trigger} appearance="subtle" isSelected={isOpen} iconAfter={ChevronDownIcon} onClick={() => (isOpen ? close() : setOpen(true))}>
          {words.views}
        </Button>
      )}
    />
  );
}
