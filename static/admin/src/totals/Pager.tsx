import Button from '@atlaskit/button/new';
import { totals as words } from '../texts/totals';

/** The way through a long list. */
export function Pager({ page, rows, of, onPage }: { page: number; rows: number; of: number; onPage(page: number): void }) {
  if (of <= rows) return null;
  return (
    <nav className="pager" aria-label={words.page(page * rows + 1, Math.min((page + 1) * rows, of), of)}>
      <Button spacing="compact" isDisabled={page === 0} onClick={() => onPage(page - 1)}>
        {words.previous}
      </Button>
      <span className="small subtle">{words.page(page * rows + 1, Math.min((page + 1) * rows, of), of)}</span>
      <Button spacing="compact" isDisabled={(page + 1) * rows >= of} onClick={() => onPage(page + 1)}>
        {words.next}
      </Button>
    </nav>
  );
}
