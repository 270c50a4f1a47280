/**
 * A store that cannot be opened or written, with a sentence for a person. Of one that cannot be
 * written the sentence answers a request, so it has no path of this machine and no words of the
 * engine: those are the `cause`, where they say more.
 */
export class StoreError extends Error {}
