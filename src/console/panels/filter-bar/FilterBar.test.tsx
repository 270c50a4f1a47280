import { useState } from 'react'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import type { Filter } from '../../../filter/filter.ts'
import { formatFilterText, parseFilterText } from '../../../filter/text.ts'
import { currentPreferences } from '../../models/preferences/usePreferences.ts'
import { resolveQuery } from '../../models/queries/resolvedQuery.ts'
import { useAnnouncement } from '../../ui/announce.ts'
import { Providers } from '../../testing/Providers.tsx'
import { serveRequests } from '../../testing/serveRequests.ts'
import styles from './FilterBar.css?raw'
import { FilterBar } from './FilterBar.tsx'
import { draftOf } from './text/filterDraft.ts'
import '../../shell/Shell.css'
import { SplitView } from '../../shell/SplitView.tsx'
import { keepDraft } from './text/useFilterDraft.ts'

const FILTER = parseFilterText('errorCode!= userName=')

const applied: string[] = []

beforeEach(async () => {
  await page.viewport(1440, 900)
  serveRequests(() => ({ field: '', values: [], distinct: 0, paths: [], fields: [], unfinished: [] }))
  keepDraft(draftOf(FILTER))
  applied.length = 0
  await render(
    <Providers>
      <div className="shell-frame shell-frame-filled">
        <SplitView panel={null}>
          <AppliedBar />
        </SplitView>
      </div>
    </Providers>,
  )
})

function AppliedBar() {
  const [filter, setFilter] = useState(FILTER)
  return (
    <FilterBar
      filter={filter}
      query={resolveQuery(filter, 'newest', 0, 0)}
      onFilter={(changed: Filter) => {
        applied.push(formatFilterText(changed))
        setFilter(changed)
      }}
      onLeave={() => {}}
    />
  )
}

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

test('conditions are joined by OR, taken apart and removed by keyboard, and each change is announced', async () => {
  const said: string[] = []
  onTestFinished(useAnnouncement.subscribe(({ text }) => text !== '' && said.push(text)))
  const focused = (name: string | RegExp) => expect.element(page.getByRole('button', { name })).toHaveFocus()

  await page.getByRole('combobox', { name: 'Filter events' }).click()
  await userEvent.keyboard('{Escape}{Tab}{Tab}{Tab}')
  await focused('Combine by and')
  await userEvent.keyboard('{Enter}{ArrowDown}{Enter}')
  await focused('Combine by or')
  await expect.poll(() => applied.at(-1)).toBe('(errorCode!= OR userName=)')
  expect(said).toEqual(['Changed errorCode!= AND userName= to errorCode!= OR userName='])

  await userEvent.keyboard('{Tab}{Tab}')
  await focused(/^Edit filter group/)
  await userEvent.keyboard('{Enter}')
  const editor = page.getByRole('dialog')
  await expect.element(editor).toBeVisible()
  const actions = editor.getByRole('button', { name: /^Filter actions, Error code/ })
  for (let tabs = 0; tabs < 8 && !actions.element().matches(':focus'); tabs++) await userEvent.tab()
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('menuitem', { name: 'Remove filter', exact: true })).toHaveFocus()
  await userEvent.keyboard('{ArrowDown}{Enter}')
  await expect.element(actions).not.toBeInTheDocument()
  const apply = editor.getByRole('button', { name: 'Apply' })
  for (let tabs = 0; tabs < 12 && !apply.element().matches(':focus'); tabs++) await userEvent.tab()
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => applied.at(-1)).toBe('userName= errorCode!=')
  const [first] = page.getByRole('button', { name: /^User name does not exist/ }).elements()
  ;(first as HTMLElement).focus()
  await userEvent.keyboard('{Tab}{Enter}')
  await expect.poll(() => applied.at(-1)).toBe('errorCode!=')
  expect(said.at(-1)).toBe('Removed userName=')
  await focused(/^Error code exists/)
})

test('the styles that reach into the token filter find what they are for', async () => {
  const prefixes = new Set([...styles.matchAll(/\[class\*='(awsui_[\w-]+)'\]/g)].map(([, prefix]) => prefix!))
  expect(prefixes.size).toBeGreaterThan(4)
  for (const prefix of prefixes)
    expect(document.querySelector(`.filter-bar-property-filter [class*='${prefix}']`), prefix).not.toBeNull()

  const box = (element: Element) => element.getBoundingClientRect()
  const input = () => box(page.getByRole('combobox', { name: 'Filter events' }).element())
  const tokens = () =>
    page
      .getByRole('group', { name: /^(Error code exists|User name does not)/ })
      .elements()
      .map(box)
  // On one line with the input, and the "and" is a word.
  expect(tokens().every(({ top }) => Math.abs(top - input().top) < 6)).toBe(true)
  expect(input().right).toBeLessThan(tokens()[0]!.left)
  expect(box(page.getByRole('button', { name: /and$/ }).element()).width).toBeLessThan(60)

  await page.viewport(390, 800)
  await expect.poll(() => input().width).toBeGreaterThan(300)
  expect(tokens().every(({ top }) => top > input().bottom)).toBe(true)
  const [first, second] = tokens()
  expect(second!.top, 'as many lines whatever the tokens are').toBe(first!.top)
})
