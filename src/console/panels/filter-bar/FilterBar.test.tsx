import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import type { Filter } from '../../../filter/filter.ts'
import { formatFilterText, parseFilterText } from '../../../filter/text.ts'
import { currentPreferences } from '../../models/preferences/usePreferences.ts'
import { resolveQuery } from '../../models/queries/resolvedQuery.ts'
import { Providers } from '../../testing/Providers.tsx'
import { serveRequests } from '../../testing/serveRequests.ts'
import { FilterBar } from './FilterBar.tsx'
import { draftOf } from './text/filterDraft.ts'
import { keepDraft } from './text/useFilterDraft.ts'

const FILTER = parseFilterText('errorCode!= userName=')

const applied: string[] = []

beforeEach(async () => {
  serveRequests(() => ({ field: '', values: [], distinct: 0, paths: [], fields: [], unfinished: [] }))
  keepDraft(draftOf(FILTER))
  applied.length = 0
  await render(
    <Providers>
      <FilterBar
        filter={FILTER}
        query={resolveQuery(FILTER, 'newest', 0, 0)}
        onFilter={(filter: Filter) => applied.push(formatFilterText(filter))}
        onLeave={() => {}}
      />
    </Providers>,
  )
})

// First, so that the editor's code is still to be loaded.
test('what is typed at once when the text is opened is all there, behind the last condition', async () => {
  await page.getByRole('button', { name: 'Edit as text' }).click()
  await userEvent.keyboard('eventName=A')
  expect(currentPreferences().filterAs).toBe('text')
  const line = page.getByRole('combobox', { name: 'Filter as text' })
  await expect.element(line).toHaveTextContent('errorCode!= userName= eventName=A')
  await expect.poll(() => line.element().matches(':focus')).toBe(true)
  await expect.element(page.getByText('Not applied')).toBeVisible()
  await userEvent.keyboard('B{Enter}')
  expect(applied).toEqual(['errorCode!= userName= eventName=AB'])
})

test('a token without a value says that the field exists or does not', async () => {
  await expect.element(page.getByRole('group', { name: 'Error code exists' })).toBeVisible()
  await expect.element(page.getByRole('group', { name: 'User name does not exist' })).toBeVisible()
  const input = page.getByRole('combobox', { name: 'Filter events' })
  await input.click()
  await userEvent.keyboard('AWS region does not exist')
  await expect
    .element(page.getByRole('option', { name: 'Add filter: AWS region does not exist' }))
    .toBeVisible()
  await userEvent.keyboard('{Enter}')
  expect(applied).toEqual(['errorCode!= userName= awsRegion='])
  await expect.element(input).toHaveFocus()
  await expect.element(input).toHaveAttribute('aria-expanded', 'false')
})
