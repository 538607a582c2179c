declare module 'virtual:theme-tokens.css';
