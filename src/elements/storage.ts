/**
 * The browser's storage, or nothing: reading and writing throw in sandboxed frames and where a visitor blocks site
 * data. Everything here works without it, for as long as the page is open.
 */
export const storage = {
	read(key: string): string | null {
		try {
			return localStorage.getItem(key);
		} catch {
			return null;
		}
	},
	write(key: string, value: string): void {
		try {
			localStorage.setItem(key, value);
		} catch {
			// Not saved; the page itself still shows the state.
		}
	},
};
