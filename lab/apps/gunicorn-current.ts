import type { AppServer } from '../scenario.ts';
import gunicorn from './gunicorn.ts';

const { version: _, ...alike } = gunicorn;

export default {
	...alike,
	id: 'gunicorn-current',
	install: { pypi: { gunicorn: '27.0.1' } },
	program: 'bin/gunicorn',
} satisfies AppServer;
