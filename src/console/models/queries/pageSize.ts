/** Events a page. In a file of its own, for what computes with pages and requests none. */
export const PAGE_SIZE = 100
