import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: { name: 'lab', include: ['tests/lab/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
});
