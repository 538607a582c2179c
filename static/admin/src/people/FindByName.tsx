import SearchIcon from '@atlaskit/icon/core/search';
import Textfield from '@atlaskit/textfield';
import { people as words } from '../texts/people';

/** Leaves those whose name has this text in it. */
export function FindByName({ text, onFind }: { text: string; onFind(text: string): void }) {
  return (
    <div className="people-find">
      <Textfield
        isCompact
        aria-label={words.find}
        placeholder={words.find}
        value={text}
        elemBeforeInput={
          <span className="pick-icon">
            <SearchIcon label="" size="small" />
          </span>
        }
        onChange={(event) => onFind(event.currentTarget.value)}
      />
    </div>
  );
}
