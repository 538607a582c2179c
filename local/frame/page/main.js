// Starts the frame: asks the platform what there is, draws the page around the app, and lets the app in.
import { mountPage } from './app-frames.js';
import { startBridge } from './bridge-host.js';
import { byId, element } from './dom.js';
import { drawNavigation, drawPeople, drawTheme } from './navigation.js';
import { startPanel } from './panel.js';
import { readSeat } from './seat.js';

const state = await (await fetch('/__frame/state')).json();
const seat = readSeat(state);

document.title = seat.page ? `${seat.page.title} - ${state.appName}` : state.appName;
drawNavigation(state, seat);
drawPeople(state, seat);
const bridge = seat.page ? startBridge(state, seat) : undefined;
drawTheme(seat, (mode) => bridge?.tellTheme(mode));
if (seat.page) mountPage(state, seat);
else byId('app').replaceChildren(element('p', { class: 'empty' }, 'The manifest has no page to show.'));
startPanel(state, seat);
