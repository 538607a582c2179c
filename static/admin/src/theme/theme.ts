import 'virtual:theme-tokens.css';
import '@atlaskit/css-reset';
import './base.css';
import { followTheme } from '../api';

const PATIENCE_MS = 1500;

/** Takes over the product's theme; resolves when the first paint can have the right colours, or will not wait longer. */
export function startTheme(): Promise<unknown> {
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  return Promise.race([followTheme().catch(() => undefined), patience]);
}
