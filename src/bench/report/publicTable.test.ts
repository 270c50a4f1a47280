import { expect, it } from 'vitest'
import { timingOf } from '../measure.ts'
import type { ComparedFile, PublicComparison } from '../public/comparePublicFiles.ts'
import { publicTable } from './publicTable.ts'

it('lists the files that are slower than with the other build, worst first, beside their parse', () => {
  const files = [
    file('same.json', 10, 10, false),
    file('worse.json', 12, 10, true),
    file('worst.json', 20, 10, true),
  ]
  const text = publicTable(compared(files, '../other'))
  expect(text.match(/`[a-z]+\.json`/g)).toEqual(['`worst.json`', '`worse.json`'])
  expect(text).toContain('| `worst.json` | 20.0 ms | 10.0 ms | × 2.00 | × 10.00 | × 5.00 |')
  expect(text).toContain('| each alone, one after another | 42.0 ms | 30.0 ms | × 1.40 |')
})

it('says that no file is slower, and nothing of another build without one', () => {
  expect(publicTable(compared([file('same.json', 10, 10, false)], '../other'))).toContain(
    'No file takes longer',
  )
  const alone = publicTable(compared([file('same.json', 10, null, false)], null))
  expect(alone).not.toContain('other build')
  expect(alone).toContain('× 5.00 of gunzip + JSON.parse')
})

function file(name: string, hereMs: number, thereMs: number | null, isSlower: boolean): ComparedFile {
  return {
    name,
    bytes: 1,
    parseMs: 2,
    here: timingOf([hereMs]),
    there: thereMs === null ? null : timingOf([thereMs]),
    isSlower,
  }
}

function compared(files: readonly ComparedFile[], against: string | null): PublicComparison {
  const all = { wall: timingOf([100]), processor: null }
  return { against, files, allHere: all, allThere: against === null ? null : all }
}
