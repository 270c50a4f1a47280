import { describe, expect, onTestFinished, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import type { Filter } from '../../../filter/filter.ts'
import { formatFilterText, parseFilterText } from '../../../filter/text.ts'
import { prefer } from '../../models/preferences/usePreferences.ts'
import { resolveQuery } from '../../models/queries/resolvedQuery.ts'
import { Providers } from '../../testing/Providers.tsx'
import { serveRequests } from '../../testing/serveRequests.ts'
import { FilterBar } from './FilterBar.tsx'
import { keepDraft } from './text/useFilterDraft.ts'
import { draftOf } from './text/filterDraft.ts'

const BEFORE = parseFilterText('awsRegion=eu-west-1')

/** The bar, with the cursor in its input; and the filters that were applied in it. */
async function typing(filterAs: 'tokens' | 'text') {
  serveRequests(() => ({ field: '', values: [], distinct: 0, paths: [], fields: [], unfinished: [] }))
  prefer({ filterAs })
  onTestFinished(() => keepDraft(draftOf(BEFORE)))
  const applied: string[] = []
  await render(
    <Providers>
      <div style={{ paddingBlockStart: '120px' }}>
        <FilterBar
          filter={BEFORE}
          query={resolveQuery(BEFORE, 'newest', 0, 0)}
          onFilter={(filter: Filter) => applied.push(formatFilterText(filter))}
          onLeave={() => {}}
        />
      </div>
    </Providers>,
  )
  const input = page.getByRole('combobox', { name: filterAs === 'text' ? 'Filter as text' : 'Filter events' })
  await input.click()
  return { applied, input }
}

const hint = () => page.getByRole('list', { name: 'Hints' })

describe('what is likely misread is flagged while it is typed, and the right form is one click away', () => {
  test.each([
    ['evnetName=Foo', 'eventName=Foo'],
    ['eventName=A or userName=b', '(eventName=A OR userName=b)'],
    ['Event name = Run*', 'eventName^=Run'],
  ])('in the token filter: %s', async (typed, right) => {
    const { applied, input } = await typing('tokens')
    await input.fill(typed)
    await hint().getByRole('button', { name: /^Use / }).click()
    expect(applied).toEqual([`awsRegion=eu-west-1 ${right}`])
    await expect.element(input).toHaveValue('')
    await expect.element(input).toHaveFocus()
    await expect.element(hint()).not.toBeInTheDocument()
  })

  test.each([
    ['eventName=Run*', 'eventName^=Run'],
    ['evnetName = Foo', 'eventName=Foo'],
  ])('in the line of text: %s', async (typed, right) => {
    const { applied, input } = await typing('text')
    await userEvent.keyboard(`{End} ${typed}`)
    const doubtful = () => input.element().querySelector('.filter-text-doubtful')
    await expect.poll(doubtful).not.toBeNull()
    await hint().getByRole('button', { name: /^Use / }).click()
    await expect.element(hint()).not.toBeInTheDocument()
    expect(doubtful()).toBeNull()
    expect(applied).toEqual([])
    await page.getByRole('button', { name: /apply$/i }).click()
    expect(applied).toEqual([`awsRegion=eu-west-1 ${right}`])
  })
})

test('a hint moves nothing, and does not cover the suggestions', async () => {
  const { input } = await typing('tokens')
  const top = () => input.element().getBoundingClientRect().top
  const before = top()
  await input.fill('eventName=Run*')
  await expect.element(hint()).toBeVisible()
  expect(top()).toBe(before)
  expect(hint().element().getBoundingClientRect().bottom).toBeLessThan(before)
})
