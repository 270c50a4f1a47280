import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { openedRecord } from '../../../models/record/openedRecord.ts'
import { Providers } from '../../../testing/Providers.tsx'
import { EventRecord } from './EventRecord.tsx'

const RECORD = String.raw`{
  "eventName": "PutRolePolicy",
  "requestParameters": {
    "bucketName": "M\u00fcller \u0026 S\u00f6hne",
    "path": "a\/b",
    "M\u00fcll": 1,
    "policyDocument": "{\"Effect\" : \"Allow\",\"Sid\":\"x\u003cy\",\"n\":12345678901234567890,\"inner\":\"{\\\"Name\\\":\\\"M\\u00fcller\\\"}\"}",
    "encoded": "%7B%22Action%22%3A%22s3%3AGet%22%7D"
  }
}`

async function show(words: readonly string[]) {
  await page.viewport(900, 900)
  const { container } = await render(
    <EventRecord record={openedRecord(RECORD)} words={words} place={null} onMenu={() => {}} />,
    { wrapper: Providers },
  )
  await expect.element(page.getByRole('tree')).toBeVisible()
  return {
    marks: () => [...container.querySelectorAll('mark')].map(({ textContent }) => textContent),
    current: () =>
      [...container.querySelectorAll('mark[data-current]')].map(({ textContent }) => textContent),
  }
}

test.each([
  ['müller', ['M\\u00fcller', 'M\\\\u00fcller']],
  ['a/b', ['a\\/b']],
  ['müll', ['M\\u00fcll', 'M\\u00fcll', 'M\\\\u00fcll']],
  ['x<y', ['x\\u003cy']],
  ['"Effect":"Allow"', ['\\"Effect\\" : \\"Allow\\"']],
  ['"Action":"s3', ['%22Action%22%3A%22s3']],
  ['"eventName":"Put', ['"eventName"', '"Put']],
  ['nowhere', []],
])('the places of %s are marked as they are written: %o', async (word, marks) => {
  const shown = await show([word])
  await expect.poll(shown.marks).toEqual(marks)
  const count = word === '"eventName":"Put' ? 1 : marks.length
  const said = count === 0 ? 'No match' : count === 1 ? '1 match' : `${count} matches`
  await expect.element(page.getByRole('search').getByRole('status')).toHaveTextContent(said)
})

test('a search goes to the place in the JSON of a string, which is opened and marked there', async () => {
  const shown = await show([])
  const search = page.getByRole('searchbox', { name: 'Search in this record' })
  await userEvent.type(search, 'x<y')
  await expect.poll(shown.current).toEqual(['x\\u003cy', 'x<y'])
  await userEvent.clear(search)
  await userEvent.type(search, '"Name":"M')
  await expect.poll(shown.marks).toContain('\\"Name\\":\\"M')
})

test('the text view marks the same places', async () => {
  await show(['müller', 'x<y'])
  await userEvent.click(page.getByRole('button', { name: 'Text' }))
  const marked = () =>
    [...(CSS.highlights.get('record-hit') ?? [])].map((range) => (range as Range).toString())
  await expect.poll(marked).toEqual(['M\\u00fcller', 'x\\u003cy', 'M\\\\u00fcller'])
})

test('numbers are shown and copied as written', async () => {
  await show([])
  await userEvent.type(page.getByRole('searchbox', { name: 'Search in this record' }), '12345678901234567890')
  await expect.element(page.getByRole('treeitem', { name: 'n: 12345678901234567890' })).toBeVisible()
})
