import type { ComponentType, ReactNode } from 'react';
import './states.css';

interface Props {
  icon: ComponentType<{ label: string; spacing?: 'spacious' }>;
  title: string;
  tone?: 'plain' | 'danger';
  children: ReactNode;
}

/** A page or a list that has nothing else to show: what it is, and what to do. */
export function Notice({ icon: Icon, title, tone = 'plain', children }: Props) {
  return (
    <div className="notice">
      <span className={`notice-icon ${tone}`}>
        <Icon label="" />
      </span>
      <h2>{title}</h2>
      {children}
    </div>
  );
}
