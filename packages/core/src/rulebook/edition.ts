/**
 * The edition of the rulebook that comes with the program: the day of its last change. A finding names it, because the same book may be
 * judged otherwise by the next one. A test holds it against the texts.
 */
export const rulebookEdition = '2026-12-01'
