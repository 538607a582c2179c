/** Outside Forge there is no host that could be asked: names stay as they are of people whom nobody may see. */
const refuse = () => Promise.reject(new Error('there is no host'));
export const invoke = refuse;
export const requestJira = refuse;
export const view = {};
export const router = {};
export const NavigationTarget = {};
