// Runs before the first paint, inline: what is decided later would flash or push the page about.

// Controls that need script are drawn from the start when there is script (see [data-scripted] in the style sheets).
document.documentElement.dataset.script = '';

try {
	const theme = localStorage.getItem('handbook:theme');
	if (theme) document.documentElement.dataset.theme = theme;
} catch {
	// Storage is blocked: the system's scheme stays.
}
