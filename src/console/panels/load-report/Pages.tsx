import Pagination from '@cloudscape-design/components/pagination'

/** How many rows of a table of the report are fetched and shown at once. */
export const PAGE = 50

export interface PagesProps {
  /** How many rows there are; undefined while they are fetched. */
  readonly total: number | undefined
  /** From 1. */
  readonly page: number
  readonly onPage: (page: number) => void
}

/** The pages of a table, if it has more than one. */
export function Pages({ total = 0, page, onPage }: PagesProps) {
  if (total <= PAGE) return null
  return (
    <Pagination
      currentPageIndex={page}
      pagesCount={Math.ceil(total / PAGE)}
      onChange={({ detail }) => onPage(detail.currentPageIndex)}
    />
  )
}
