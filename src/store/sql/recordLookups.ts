import { LEAF_SEPARATOR } from '../../cloudtrail/recordShape.ts'
import { SearchedText } from '../../filter/searchedText.ts'
import { fragments } from './boundaryWords.ts'
import type { Lookups } from './lookups.ts'
import type { SqlReader } from './sqlReader.ts'
import type { KnownShapes } from './storedEvents.ts'
import { directWord } from './wordSql.ts'

/** What filters look up by reading events. */
export function recordLookups(
  reader: SqlReader,
  shapes: KnownShapes,
  { segmentsWith }: Pick<Lookups, 'segmentsWith'>,
  signal: AbortSignal | undefined,
): Pick<Lookups, 'hasOneValue' | 'sourceIPAddresses' | 'boundaryMatches'> {
  const { dialect } = reader
  return {
    async hasOneValue(path) {
      const [[most]] = (await reader.query(
        `SELECT coalesce(max(length(slots)), 0)::DOUBLE FROM slots WHERE path = ${dialect.param(1)}`,
        [path],
      )) as [[number]]
      return most <= 1
    },
    async sourceIPAddresses(test) {
      const rows = await reader.query(
        `SELECT DISTINCT ${dialect.shown('sourceIPAddress')} FROM ${dialect.events} WHERE sourceIPAddress IS NOT NULL`,
        [],
        signal,
      )
      return rows.map(([address]) => address as string).filter(test)
    },
    async boundaryMatches(word) {
      const parts = [...new Set(fragments(word))]
      const params: string[] = []
      const param = (value: string) => dialect.param(params.push(value))
      const whole = await directWord(word, dialect, param, { segmentsWith })
      const joins = new Set(whole.joins)
      const conditions = [`NOT (${whole.where})`]
      for (const part of parts) {
        const found = await directWord(part, dialect, param, { segmentsWith })
        for (const join of found.joins) joins.add(join)
        conditions.push(`(${found.where})`)
      }
      const found: number[] = []
      await reader.readChunks(
        `SELECT e.ordinal::DOUBLE, ${dialect.shape}, ${dialect.wholeLeaves} FROM ${dialect.events} e ${[...joins].join('')}WHERE ${conditions.join(' AND ')}`,
        params,
        async (rows) => {
          const known = await shapes.get(rows.map((row) => row[1] as number))
          for (const [ordinal, shape, leaves] of rows as [number, number, string][]) {
            const text = new SearchedText(known.get(shape)!.join(leaves.split(LEAF_SEPARATOR)))
            if (text.has(word)) found.push(ordinal)
          }
        },
        signal,
      )
      return found
    },
  }
}
