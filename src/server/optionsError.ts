/** A command line that cannot be followed. The message is a sentence for the user. */
export class OptionsError extends Error {}
