import * as v from 'valibot'
import { writeTime } from '../../cloudtrail/writeTime.ts'
import type { FileForm } from '../kept/jsonFile.ts'
import { secondOf, withSpan, type Span } from './spans.ts'

/** What was read of each Region of an account. */
export type ReadSpans = Readonly<Record<string, readonly Span[]>>

const VERSION = 1

const TIME = v.pipe(
  v.string(),
  v.isoTimestamp(),
  v.transform((time) => secondOf(Date.parse(time))),
)
const FILE = v.object({
  version: v.literal(VERSION),
  regions: v.record(v.string(), v.array(v.object({ from: TIME, to: TIME }))),
})

/**
 * Version 1, 2026-11-27: `{"version": 1, "regions": {"eu-central-1": [{"from": …, "to": …}]}}`, both
 * seconds inclusive. What cannot be read is looked up once more, which loses nothing.
 */
export const READ_SPANS: FileForm<ReadSpans> = {
  empty: {},
  read: (json) => {
    const { success, output } = v.safeParse(FILE, json)
    if (!success) return { value: {}, faults: ['it does not say what was read of each Region'] }
    const spans = (each: readonly { readonly from: number; readonly to: number }[]) =>
      each.reduce<readonly Span[]>((all, { from, to }) => withSpan(all, { fromMs: from, toMs: to }), [])
    return {
      value: Object.fromEntries(
        Object.entries(output.regions).map(([region, each]) => [region, spans(each)]),
      ),
      faults: [],
    }
  },
  print: (regions) => ({
    version: VERSION,
    regions: Object.fromEntries(
      Object.entries(regions).map(([region, spans]) => [
        region,
        spans.map(({ fromMs, toMs }) => ({ from: writeTime(fromMs), to: writeTime(toMs) })),
      ]),
    ),
  }),
}
