import { useId, type ReactNode } from 'react';

/** A part of a dashboard with its title. */
export function Panel({ title, note, actions, className = '', children }: { title: string; note?: string; actions?: ReactNode; className?: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className={`board-panel ${className}`} aria-labelledby={id}>
      <header>
        <h2 id={id}>
          {title} {note && <span className="subtle small">{note}</span>}
        </h2>
        {actions}
      </header>
      {children}
    </section>
  );
}
