// The toy's page: what a test needs is offered as functions on `window.toy`, everything through the real bridge.
import { events, invoke, Modal, realtime, requestJira, router, showFlag, view } from '@forge/bridge';

const show = (id, text) => (document.getElementById(id).textContent = text);

const history = await view.createHistory();
const showPlace = () => show('place', history.location.pathname + history.location.search);
history.listen(showPlace);
showPlace();

window.toy = { invoke, view, router, requestJira, showFlag, Modal, events, realtime, history };

document.getElementById('flag').onclick = () =>
  showFlag({ id: 'saved', title: 'Saved', description: 'All is well.', type: 'success', actions: [{ text: 'Undo', onClick: () => show('clicked', 'undone') }] });
document.getElementById('modal').onclick = () =>
  new Modal({ title: 'A modal', size: 'small', context: { number: 7 }, onClose: (payload) => show('clicked', `closed with ${payload.word}`) }).open();
document.getElementById('push').onclick = () => history.push('/deeper?x=1');

await view.theme.enable();
const context = await view.getContext();
show('who', `${context.accountId} in ${context.extension.type} ${context.extension.project?.key ?? ''}`);
await view.emitReadyEvent();
