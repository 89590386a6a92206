/** An amount in fen as people read it, in yuan. */
export const yuan = (fen: number): string => (fen / 100).toFixed(2)
