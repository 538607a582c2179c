import { createRoot } from 'react-dom/client';
import { App } from './App';
import { startTheme } from './theme/theme';

const root = document.getElementById('root');
if (root) void startTheme().then(() => createRoot(root).render(<App />));
