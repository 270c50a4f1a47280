import { expect, test } from 'vitest'
import { renderHook } from 'vitest-browser-react'
import { suggestValues } from '../../../api/suggestValues.ts'
import { formatFilterText, parseFilterText } from '../../../filter/text.ts'
import { currentView, go } from '../../models/address/useView.ts'
import { Providers } from '../../testing/Providers.tsx'
import { serveRequests } from '../../testing/serveRequests.ts'
import { useValueSections } from './useValueSections.ts'

test('values that contain the typed text are offered by field, without those in the filter, and become conditions', async () => {
  go({ filter: parseFilterText('userName=alice') })
  const requests = serveRequests()
  const { result, rerender } = await renderHook((typed: string = 'a') => useValueSections(typed), {
    wrapper: Providers,
  })
  await rerender(' ali')
  await expect.poll(() => requests.open(suggestValues.path)).toHaveLength(1)
  const [asked] = requests.all
  expect(asked!.url.searchParams.get('contains')).toBe('ali')
  expect(asked!.url.searchParams.get('userName')).toBe('alice')
  asked!.answer({
    fields: [
      {
        field: 'userName',
        values: [
          { value: 'alice', count: 4 },
          { value: 'alina', count: 2 },
        ],
        distinct: 2,
      },
    ],
    unfinished: ['resourceName'],
  })
  const lines = () =>
    result.current.map(({ title, entries, nothing }) => [
      title,
      ...entries.map(({ label, note }) => `${label}: ${note}`),
      ...(nothing === undefined ? [] : [nothing]),
    ])
  await expect.poll(lines).toEqual([
    ['Add filter: User name', 'alina: 2 events'],
    ['Not searched because it takes too long', 'Resource name'],
  ])
  result.current[0]!.entries[0]!.run!()
  expect(formatFilterText(currentView().filter)).toBe('userName=alice userName=alina')

  // Values of another text could be chosen by mistake.
  await rerender(' alid')
  expect(lines()).toEqual([])
})
