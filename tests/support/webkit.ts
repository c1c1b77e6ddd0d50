import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Driver } from './journeys.ts';

const find = (name: string) =>
	(process.env.PATH ?? '')
		.split(delimiter)
		.map((folder) => join(folder, name))
		.find((path) => existsSync(path));

const miniBrowser = () =>
	globSync('/usr/lib/*/webkit2gtk-4.*/MiniBrowser').at(-1) ??
	globSync('/usr/libexec/webkit2gtk-4.*/MiniBrowser').at(-1);

/** Why WebKit cannot be driven here; `undefined` when it can. */
export function webkitIsMissing(): string | undefined {
	if (process.platform !== 'linux') return 'WebKitGTK runs on Linux only';
	if (!find('WebKitWebDriver') || !miniBrowser())
		return 'WebKitWebDriver is not on this machine; Debian: apt-get install webkit2gtk-driver';
	if (!find('xvfb-run') || !find('xauth')) return 'xvfb-run is not on this machine; Debian: apt-get install xvfb xauth';
	return undefined;
}

/** WebKitGTK, driven by the W3C's WebDriver protocol without a library between. */
export class WebKit implements Driver {
	readonly #process: ChildProcess;
	readonly #session: string;

	private constructor(process: ChildProcess, session: string) {
		this.#process = process;
		this.#session = session;
	}

	/** Starts a driver on a screen that nobody sees, and a session in it. */
	static async start(): Promise<WebKit> {
		const port = 20_000 + Math.floor(Math.random() * 20_000);
		// A process group of its own: xvfb-run leaves the driver behind when it is ended alone.
		const process_ = spawn('xvfb-run', ['-a', 'WebKitWebDriver', `--port=${port}`], {
			stdio: 'ignore',
			detached: true,
			env: { ...process.env, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1', WEBKIT_DISABLE_COMPOSITING_MODE: '1' },
		});
		const server = `http://127.0.0.1:${port}`;
		for (let tries = 0; tries < 200; tries += 1) {
			const ready = await fetch(`${server}/status`).catch(() => undefined);
			if (ready?.ok) break;
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
		const { sessionId } = await request<{ sessionId: string }>('POST', `${server}/session`, {
			capabilities: {
				alwaysMatch: {
					browserName: 'MiniBrowser',
					'webkitgtk:browserOptions': { binary: miniBrowser(), args: ['--automation'] },
				},
			},
		});
		return new WebKit(process_, `${server}/session/${sessionId}`);
	}

	async open(address: string) {
		await request('POST', `${this.#session}/url`, { url: address });
	}

	evaluate<Value>(expression: string): Promise<Value> {
		return request<Value>('POST', `${this.#session}/execute/sync`, { script: `return ${expression}`, args: [] });
	}

	async type(selector: string, text: string) {
		await request('POST', `${await this.#element(selector)}/value`, { text });
	}

	async click(selector: string) {
		await request('POST', `${await this.#element(selector)}/click`, {});
	}

	async stop() {
		await request('DELETE', this.#session).catch(() => undefined);
		if (this.#process.pid) process.kill(-this.#process.pid);
	}

	async #element(selector: string) {
		const found = await request<Record<string, string>>('POST', `${this.#session}/element`, {
			using: 'css selector',
			value: selector,
		});
		return `${this.#session}/element/${Object.values(found)[0]}`;
	}
}

/** @throws {Error} with the driver's own words */
async function request<Value>(method: string, address: string, body?: object): Promise<Value> {
	const response = await fetch(address, { method, ...(body ? { body: JSON.stringify(body) } : {}) });
	const { value } = (await response.json()) as { value: Value & { error?: string; message?: string } };
	if (!response.ok) throw new Error(`WebKitWebDriver: ${value.error}: ${value.message}`);
	return value;
}
