import { expect, test } from 'vitest'
import { renderHook } from 'vitest-browser-react'
import { suggestValues } from '../../../api/suggestValues.ts'
import { fieldValues } from '../../../api/fieldValues.ts'
import { parseFilterText } from '../../../filter/text.ts'
import { resolveQuery } from '../../models/queries/resolvedQuery.ts'
import { Providers } from '../../testing/Providers.tsx'
import { serveRequests } from '../../testing/serveRequests.ts'
import { useSuggestions } from './useSuggestions.ts'

const QUERY = resolveQuery(parseFilterText('userName=alice awsRegion=eu-west-1'), 'newest', 0, 0)

async function suggestions() {
  const requests = serveRequests()
  const { result, act } = await renderHook(() => useSuggestions(QUERY), { wrapper: Providers })
  return {
    requests,
    type: (field: string | null, filteringText: string, samePage = false) =>
      act(() => {
        const property = field === null ? {} : { filteringProperty: propertyOf(field) }
        result.current.load({ detail: { ...property, filteringText, firstPage: true, samePage } })
      }),
    asked: async () => {
      await expect.poll(() => requests.open(fieldValues.path)).toHaveLength(1)
      return requests.open(fieldValues.path)[0]!
    },
    word: () => result.current.word,
    finishedText: () => result.current.finishedText,
    status: () => result.current.status,
    shown: () => result.current.options.map(({ value }) => value),
  }
}

const propertyOf = (key: string) => ({ key, propertyLabel: key, groupValuesLabel: key })

const answer = (field: string, ...values: string[]) => ({
  field,
  values: values.map((value) => ({ value, count: 1 })),
  distinct: values.length,
})

test('values are those in what the rest of the filter leaves, and the old ones stay until the next have come', async () => {
  const { type, asked, status, shown } = await suggestions()
  expect([status(), shown()]).toEqual(['finished', []])
  await type('userName', ' a')
  const first = await asked()
  expect(Object.fromEntries(first.url.searchParams)).toMatchObject({ field: 'userName', prefix: 'a' })
  expect(first.url.searchParams.has('userName')).toBe(false)
  expect(first.url.searchParams.get('awsRegion')).toBe('eu-west-1')
  expect(status()).toBe('loading')
  first.answer(answer('userName', 'alice', 'anna'))
  await expect.poll(shown).toEqual(['alice', 'anna', expect.anything()])
  expect(status()).toBe('finished')

  await type('userName', 'al')
  expect([status(), shown().slice(0, 2)]).toEqual(['loading', ['alice', 'anna']])
  ;(await asked()).answer(answer('userName', 'alice'))
  await expect.poll(shown).toEqual(['alice', expect.anything()])
  await type(null, '')
  expect([status(), shown()]).toEqual(['finished', []])
})

test('a request for an earlier text is canceled', async () => {
  const { requests, type, asked, shown } = await suggestions()
  await type('userName', 'a')
  const late = await asked()
  await type('userName', 'b')
  ;(await asked()).answer(answer('userName', 'bob'))
  await expect.poll(shown).toEqual(['bob', expect.anything()])
  expect(late.isCalledOff()).toBe(true)
  expect(requests.open(fieldValues.path)).toEqual([])
})

test('values that could not be loaded are requested again by “Try again”', async () => {
  const { type, asked, status, shown } = await suggestions()
  await type('userName', 'a')
  ;(await asked()).refuse(500, 'Broken')
  await expect.poll(status).toBe('error')
  await type('userName', 'a', true)
  await expect.poll(status).toBe('loading')
  ;(await asked()).answer(answer('userName', 'anna'))
  await expect.poll(shown).toEqual(['anna', expect.anything()])
  expect(status()).toBe('finished')
})

test('a word alone is looked up in the values of several fields, without those that the filter has', async () => {
  const { requests, type, status, shown, word, finishedText } = await suggestions()
  await type(null, ' al ')
  await expect.poll(() => requests.open(suggestValues.path)).toHaveLength(1)
  const [asked] = requests.open(suggestValues.path)
  expect(Object.fromEntries(asked!.url.searchParams)).toEqual({
    userName: 'alice',
    awsRegion: 'eu-west-1',
    contains: 'al',
    limit: '5',
  })
  expect([status(), word()]).toEqual(['loading', null])
  asked!.answer({
    fields: [answer('eventName', 'AllocateAddress'), answer('userName', 'alice', 'al')],
    unfinished: ['resourceName'],
  })
  await expect.poll(shown).toEqual(['AllocateAddress', 'al'])
  expect([status(), word()]).toEqual(['finished', 'al'])
  expect(finishedText()).toBe('Not searched because it takes too long: Resource name')
})

test.each(['eventName=allocate', 'eventName = allocate'])(
  'values are also offered for a condition in the text syntax, in any case: %s',
  async (typed) => {
    const { type, asked, shown } = await suggestions()
    await type(null, typed)
    const request = await asked()
    expect(Object.fromEntries(request.url.searchParams)).toMatchObject({
      field: 'eventName',
      prefix: 'allocate',
    })
    request.answer(answer('eventName', 'AllocateAddress'))
    await expect.poll(shown).toEqual(['AllocateAddress'])
  },
)

test.each(['a', 'eventName^=Al', 'eventName=a eventName=b', 'range=7d'])(
  '“%s” is not looked up',
  async (typed) => {
    const { requests, type, status } = await suggestions()
    await type(null, typed)
    expect(status()).toBe('finished')
    expect(requests.all).toEqual([])
  },
)
