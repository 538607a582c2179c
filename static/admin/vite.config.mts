import react from '@vitejs/plugin-react';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const THEMES = ['light', 'dark', 'spacing', 'typography', 'shape', 'motion'];
const NAME = 'virtual:theme-tokens.css';

// Relative addresses, because Forge serves the page from a folder; no data: addresses and no inline polyfill, because of
// Forge's content security policy.
export default defineConfig({
  base: './',
  plugins: [react(), themeTokens()],
  build: { target: 'es2022', manifest: true, modulePreload: { polyfill: false }, assetsInlineLimit: 0, chunkSizeWarningLimit: 1000 },
  worker: { format: 'es' },
  resolve: {
    mainFields: ['module:es2019', 'browser', 'module', 'main'],
    dedupe: ['react', 'react-dom', '@atlaskit/tokens'],
    // Atlaskit asks Statsig for Atlassian's own experiments. They are all off here, and 26 kB smaller.
    alias: [
      { find: /^@atlaskit\/feature-gate-js-client(\/.*)?$/, replacement: path.resolve('src/stubs/feature-gate.ts') },
      { find: /^@atlaskit\/primitives\/box$/, replacement: path.resolve('src/stubs/box.tsx') },
    ],
  },
});

/**
 * Gives the design tokens as one static style sheet.
 *
 * Atlaskit would insert them as `<style>` elements at run time, which Forge's content security policy forbids. The
 * themes are keyed on the attributes that `view.theme.enable()` sets; what does not depend on light or dark applies
 * always, so that the page is readable before the host has answered.
 */
function themeTokens(): Plugin {
  return {
    name: 'theme-tokens',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : null),
    load: (id) => (id === `\0${NAME}` ? THEMES.map(readTheme).join('\n') : null),
  };
}

function readTheme(name: string): string {
  const file = path.resolve(`node_modules/@atlaskit/tokens/dist/es2019/artifacts/themes/atlassian-${name}.js`);
  const css = /export default `([\s\S]*)`/.exec(readFileSync(file, 'utf8'))?.[1];
  if (css === undefined) throw new Error(`${file} does not hold a theme`);
  if (name === 'light') return css.replace(/^html\[data-color-mode="light"\]\[[^\]]*\]/m, 'html:not([data-color-mode="dark"])');
  if (name === 'dark') return css.replace(/^html\[data-color-mode="dark"\]\[[^\]]*\]/m, 'html[data-color-mode="dark"]');
  return css.replace(/^html\[data-theme~="[^"]*"\]/gm, ':root');
}
