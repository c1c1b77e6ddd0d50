// The whole script of an embedded checklist: printed inline, so that it runs in a sandboxed frame that may load nothing.
import './checklist.ts';

document.documentElement.dataset.script = '';
