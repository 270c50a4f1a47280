/** Shorter texts occur in nearly every value. */
const SHORTEST = 2

/** Whether values are suggested for a typed text. */
export const isLookedUp = (text: string): boolean => text.trim().length >= SHORTEST
