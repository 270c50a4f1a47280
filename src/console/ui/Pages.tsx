import Pagination from '@cloudscape-design/components/pagination'

export interface PagesProps {
  /** How many rows there are; undefined while they are fetched. */
  readonly total: number | undefined
  /** How many rows a page has. */
  readonly size: number
  /** From 1. */
  readonly page: number
  readonly onPage: (page: number) => void
}

/** The pages of a table, if it has more than one. */
export function Pages({ total = 0, size, page, onPage }: PagesProps) {
  if (total <= size) return null
  return (
    <Pagination
      currentPageIndex={page}
      pagesCount={Math.ceil(total / size)}
      onChange={({ detail }) => onPage(detail.currentPageIndex)}
    />
  )
}
