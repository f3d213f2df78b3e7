/**
 * The only script of a report: comfort for what works without it. It turns the tooltips of browsers, slow to appear and
 * out of reach of a keyboard, into one of its own; jumps to the middle of what a link names; and copies the command.
 */
export const script = `
'use strict';
const tip = document.createElement('div');
tip.className = 'tip';
tip.setAttribute('role', 'status');
tip.hidden = true;
document.body.append(tip);

for (const title of document.querySelectorAll('.figure title')) {
  const owner = title.parentElement;
  owner.dataset.tip = title.textContent;
  owner.setAttribute('aria-label', title.textContent);
  title.remove();
}

function show(owner, x, y) {
  const [first, ...rest] = owner.dataset.tip.split('\\n');
  const head = document.createElement('b');
  head.textContent = first;
  tip.replaceChildren(head, ...rest.flatMap((line) => [document.createElement('br'), line]));
  tip.hidden = false;
  const { width, height } = tip.getBoundingClientRect();
  const left = Math.max(8, Math.min(x + 14, innerWidth - width - 8));
  const top = y + 18 + height > innerHeight ? Math.max(8, y - height - 14) : y + 18;
  tip.style.transform = 'translate(' + left + 'px,' + top + 'px)';
}

addEventListener('pointermove', (event) => {
  const owner = event.target.closest?.('[data-tip]');
  if (owner) show(owner, event.clientX, event.clientY);
  else if (!document.activeElement?.dataset?.tip) tip.hidden = true;
});
function showFocused() {
  const owner = document.activeElement?.closest('[data-tip]');
  if (!owner) return void (tip.hidden = true);
  const box = owner.getBoundingClientRect();
  show(owner, Math.max(0, box.left), box.bottom + 6);
}
addEventListener('focusin', showFocused);
addEventListener('keydown', (event) => {
  if (event.key === 'Escape') tip.hidden = true;
});
addEventListener('scroll', showFocused, true);

addEventListener('click', (event) => {
  const link = event.target.closest?.('a[data-jump]');
  const target = link && document.getElementById(link.hash.slice(1));
  if (!target) return;
  event.preventDefault();
  history.replaceState(null, '', link.hash);
  target.scrollIntoView({ block: 'center', inline: 'center' });
  for (const old of document.querySelectorAll('.flash')) old.classList.remove('flash');
  target.classList.add('flash');
  target.focus?.({ preventScroll: true });
});

for (const first of document.querySelectorAll('[data-first]')) {
  const scroller = first.closest('.scroll');
  const box = first.getBoundingClientRect();
  const frame = scroller.getBoundingClientRect();
  scroller.scrollLeft += box.left - frame.left - Math.min(frame.width * 0.6, frame.width - 230);
}

for (const button of document.querySelectorAll('[data-copy]')) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    const source = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(source.textContent);
      button.textContent = 'copied';
    } catch {
      getSelection().selectAllChildren(source);
      button.textContent = 'selected';
    }
    setTimeout(() => (button.textContent = 'copy'), 2000);
  });
}
`;
