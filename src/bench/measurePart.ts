import { measureBrowser } from './browser/measureBrowser.ts'
import type { Measured } from './measured.ts'
import { measurePeers } from './peers/measurePeers.ts'
import type { Part, PartResult } from './results.ts'
import { benchRow } from './row.ts'
import { sampleOf } from './sample.ts'
import { measureDownload } from './server/download.ts'
import { measureLoading } from './server/loading.ts'
import { askQuestions } from './server/questions.ts'
import { measureSql } from './server/sql.ts'
import { askUnusedPaths } from './server/unusedPaths.ts'
import { withStore } from './server/withStore.ts'
import { peakMemoryMB } from './targets.ts'
import { peakMemory } from '../testing/peakMemory.ts'

type Figures = Pick<PartResult, 'rows' | 'peers'>

/** Measures a part; null if this machine does not have what it needs. */
export function measurePart(part: Part, measured: Measured): Promise<Figures | null> {
  const { title, measure } = MEASURES[part]
  measured.say(title)
  return measure(measured)
}

interface Measure {
  readonly title: string
  readonly measure: (measured: Measured) => Promise<Figures | null>
}

const MEASURES: Readonly<Record<Part, Measure>> = {
  loading: {
    title: 'Loading',
    measure: async (measured) => ({ rows: await measureLoading(measured) }),
  },
  questions: { title: 'Questions', measure: measureQuestions },
  peers: {
    title: 'Other programs',
    measure: async (measured) => ({
      rows: [],
      peers: await withStore(measured.store, (server) => measurePeers(server, measured)),
    }),
  },
  browser: {
    title: 'Browser',
    measure: async ({ store, say }) => {
      const rows = await withStore(store, ({ origin }) => measureBrowser(origin))
      if (!rows) say('No browser was found, so its rows are skipped.')
      return rows && { rows }
    },
  },
}

async function measureQuestions({ store, events, files }: Measured): Promise<Figures> {
  const asked = await withStore(store, async (server) => {
    const rows = await askQuestions(server)
    const peak = peakMemory(server) / 1e6
    return [
      ...rows,
      benchRow('peak memory while searching', 'MB', [peak], peakMemoryMB(events)),
      ...(await measureDownload(server)),
    ]
  })
  const { paths } = sampleOf(files)
  const ofPaths = await withStore(store, (server) => askUnusedPaths(server, events, paths))
  return { rows: [...asked, ...ofPaths, ...(await measureSql(store, events))] }
}
