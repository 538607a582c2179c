import type { ReactNode } from 'react';

/**
 * Stands in for the Emotion `Box`, which the calendar still uses for one unstyled element: Emotion inserts `<style>`
 * elements at run time, which Forge's content security policy forbids.
 */
export default function Box({ role, testId, children }: { role?: string; testId?: string; children?: ReactNode }) {
  return (
    <div role={role} data-testid={testId}>
      {children}
    </div>
  );
}
