import { copy } from './copy.ts';

const load = () => import('./wiki.ts');

// The panel for wikis stands at the end of the page: its script is fetched when somebody comes near it.
const panel = document.querySelector('handbook-wiki');
if (panel) {
	const observer = new IntersectionObserver(
		([entry]) => {
			if (!entry?.isIntersecting) return;
			observer.disconnect();
			void load();
		},
		{ rootMargin: '600px' },
	);
	observer.observe(panel);
}

for (const button of document.querySelectorAll<HTMLElement>('[data-copy-as]')) {
	button.addEventListener('click', async () => {
		const { exported } = await load();
		await copy(await exported(button.dataset.copyAs ?? ''), button);
	});
}
