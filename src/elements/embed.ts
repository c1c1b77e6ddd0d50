// The whole script of an embedded checklist: printed inline, so that it runs in a sandboxed frame that may load nothing.
// What the address asks for and what listens come first; the checklist itself begins last.

import { defineChecklist } from './checklist.ts';
import { setTheme } from './embed-settings.ts';

document.documentElement.dataset.script = '';

// A frame may have no storage: its own address keeps the ticks as well, without an entry in the history.
addEventListener('ticks', (event) => {
	const fragment = (event as CustomEvent<string>).detail;
	if (location.hash || fragment !== '#done=') history.replaceState(null, '', fragment);
	for (const link of document.querySelectorAll<HTMLAnchorElement>('[data-with-ticks]'))
		link.hash = fragment + (link.dataset.withTicks ?? '');
});

// The protocol between a frame and the page around it. Messages are plain objects:
//   frame → page   { type: 'kb502:height', id: 'nginx', height: 812 }   in pixels, at the start and at each change
//   page → frame   { type: 'kb502:ask' }                                 asks for the height once more
//                  { type: 'kb502:theme', theme: 'light' | 'dark' | 'auto' }
// The origin of a sandboxed frame is "null", so the page knows a frame by its window, and nothing here is secret.
if (parent !== window) {
	const id = document.querySelector('handbook-checklist')?.getAttribute('checklist');
	const tellHeight = () => {
		const height = Math.ceil(document.body.getBoundingClientRect().height);
		parent.postMessage({ type: 'kb502:height', id, height }, '*');
	};
	new ResizeObserver(tellHeight).observe(document.body);
	addEventListener('message', ({ source, data }) => {
		if (source !== parent) return;
		if (data?.type === 'kb502:ask') tellHeight();
		else if (data?.type === 'kb502:theme') setTheme(data.theme);
	});
}

defineChecklist();
