// Built as the page is, from the page's own packages. Run in the page's folder.
import path from 'node:path';
import { mergeConfig } from 'vite';
import page from '../../../static/admin/vite.config.mts';

const bench = path.resolve('../../bench/page');
const own = (name: string) => ({ find: new RegExp(`^${name}(/.*)?$`), replacement: `${path.resolve('node_modules', name)}$1` });

export default mergeConfig(page, {
  root: `${bench}/tanstack`,
  resolve: {
    alias: [
      { find: '@forge/bridge', replacement: `${bench}/tanstack/bridge.ts` },
      { find: '@tanstack/react-virtual', replacement: `${bench}/node_modules/@tanstack/react-virtual` },
      own('react'),
      own('react-dom'),
      own('@atlaskit/css-reset'),
    ],
  },
  build: { emptyOutDir: true },
});
