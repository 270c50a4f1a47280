/** How many rows of a table of the report are fetched and shown at once. */
export const ROWS_PER_PAGE = 50
