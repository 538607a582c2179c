import { createRoot } from 'react-dom/client';
import { App } from './App';
import { startLanguage } from './states/startLanguage';
import { startTheme } from './theme/theme';

const root = document.getElementById('root');
if (root) void Promise.all([startTheme(), startLanguage()]).then(() => createRoot(root).render(<App />));
