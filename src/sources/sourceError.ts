/** Something given that is not a source. The message is a sentence for the user. */
export class SourceError extends Error {}
