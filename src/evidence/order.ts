/** Compares versions number by number, so that 2.4.9 comes before 2.4.71; what is no number compares as text. */
export const compareVersions = new Intl.Collator('en', { numeric: true }).compare;
