// Runs before the first paint, inline: a theme that is set later would flash.
try {
	const theme = localStorage.getItem('handbook:theme');
	if (theme) document.documentElement.dataset.theme = theme;
} catch {
	// Storage is blocked: the system's scheme stays.
}
