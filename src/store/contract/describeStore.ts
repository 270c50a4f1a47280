import { describe } from 'vitest'
import { describeAnswers } from './answers.ts'
import { describeBreakdowns } from './breakdowns.ts'
import { describeCallRates } from './callRates.ts'
import { describeConflicts } from './conflicts.ts'
import { describeHistograms } from './histograms.ts'
import { describeIntegrity } from './integrity.ts'
import { describeLogFiles } from './logFiles.ts'
import { describeLogTable, describeNoLogTable } from './logTable.ts'
import { describeNotes } from './notes.ts'
import { describePendingRows } from './pendingRows.ts'
import { describeRegionCounts } from './regionCounts.ts'
import { describeRemoving } from './removing.ts'
import { describeRepeats } from './repeats.ts'
import { describeSuggestions } from './suggestions.ts'
import { describeWords } from './words.ts'
import type { StoreUnderTest } from './storeUnderTest.ts'

/**
 * The contract of {@link EventStore}, which every engine must meet. `share`: the share of the random cases to run.
 * `writesParquet`: false for an engine that says that it does not.
 */
export function describeStore(
  name: string,
  open: StoreUnderTest['open'],
  { share = 1, writesParquet = true } = {},
): void {
  const store = { open, cases: (many: number) => Math.ceil(many * share) }
  describe(name, () => {
    describe('answers', () => describeAnswers(store))
    describe('words', () => describeWords(store))
    describe('histograms', () => describeHistograms(store))
    describe('breakdowns', () => describeBreakdowns(store))
    describe('counts by Region', () => describeRegionCounts(store))
    describe('call rates', () => describeCallRates(store))
    describe('conflicts', () => describeConflicts(store))
    describe('records without eventID', () => describePendingRows(store))
    describe('repeats', () => describeRepeats(store))
    describe('log files', () => describeLogFiles(store))
    describe('the table of log files', () =>
      writesParquet ? describeLogTable(store) : describeNoLogTable(store))
    describe('removing log files', () => describeRemoving(store))
    describe('notes', () => describeNotes(store))
    describe('integrity', () => describeIntegrity(store))
    describe('suggestions', () => describeSuggestions(store))
  })
}
