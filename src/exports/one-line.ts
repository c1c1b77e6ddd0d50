/**
 * Text for a language that reads line by line: control characters and all that ends a line somewhere (docutils splits at
 * whatever Python calls a line end) become blanks. Tabs stay.
 */
export const oneLine = (text: string) => text.replace(/(?!\t)[\p{Cc}\u2028\u2029]/gu, ' ');

/**
 * Whether a line starts like a sentence: letters, then a blank, a comma, or a colon after a small letter. No block of
 * reStructuredText, AsciiDoc or Org starts like that; "a." and "NOTE:" are no such lines.
 */
export const startsPlainly = (source: string) => /^\p{L}+(?:[ ,]|(?<=\p{Ll}): )/u.test(source);
