import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		// The first import after an installation reads a cold disk, and the machine may have other things to do.
		testTimeout: 60_000,
		hookTimeout: 300_000,
		// Browsers take a core each; more of them at a time only wait for each other.
		maxWorkers: 2,
		projects: [
			{
				extends: true,
				test: {
					name: 'wikis',
					include: ['tests/wikis/**/*.test.ts'],
					globalSetup: 'tests/support/browser-setup.ts',
					testTimeout: 180_000,
					// Wikis and servers are programs of others, and a loaded machine makes them late.
					retry: 1,
				},
			},
			{ extends: true, test: { name: 'unit', include: ['tests/unit/**/*.test.ts'] } },
			{ extends: true, test: { name: 'lab', include: ['tests/lab/**/*.test.ts'] } },
			{ extends: true, test: { name: 'site', include: ['tests/site/**/*.test.ts'] } },
			{
				extends: true,
				test: {
					name: 'browser',
					include: ['tests/browser/**/*.test.ts'],
					globalSetup: 'tests/support/browser-setup.ts',
				},
			},
		],
	},
});
