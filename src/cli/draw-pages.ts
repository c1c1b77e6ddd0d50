import { build } from 'astro';

// Draws the pages. A process of its own (see build.ts), and quiet but for warnings, which the tests do not let pass.
await build({ root: process.cwd(), logLevel: 'warn' });
