import { afterAll, beforeAll, describe } from 'vitest';
import { testMainJourneys } from '../support/journeys.ts';
import { WebKit, webkitIsMissing } from '../support/webkit.ts';

const missing = webkitIsMissing();

describe.skipIf(missing)(`WebKit${missing ? ` (${missing})` : ''}`, () => {
	let webkit: WebKit;
	beforeAll(async () => {
		if (!missing) webkit = await WebKit.start();
	});
	afterAll(() => webkit?.stop());

	testMainJourneys(() => webkit);
});
