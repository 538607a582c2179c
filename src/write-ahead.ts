/** Under which keys events wait to be packed: `w:<minute it occurred>:<id>`, and a hash behind it for what is known later; made by the engine. */
export const WRITE_AHEAD = 'w:';
