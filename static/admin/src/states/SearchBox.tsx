import SearchIcon from '@atlaskit/icon/core/search';
import Textfield from '@atlaskit/textfield';

interface Props {
  label: string;
  text: string;
  onChange(text: string): void;
  onBlur?(): void;
}

/** A field for words that are looked for in what is shown. */
export function SearchBox({ label, text, onChange, onBlur }: Props) {
  return (
    <div className="search-box">
      <Textfield
        isCompact
        type="search"
        aria-label={label}
        placeholder={label}
        value={text}
        elemBeforeInput={
          <span className="pick-icon">
            <SearchIcon label="" size="small" />
          </span>
        }
        onChange={(event) => onChange(event.currentTarget.value)}
        onBlur={onBlur}
      />
    </div>
  );
}
