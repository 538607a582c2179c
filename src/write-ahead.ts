/** Under which keys events wait to be packed: `w:<minute it occurred>:<id>`, made by the engine. */
export const WRITE_AHEAD = 'w:';
