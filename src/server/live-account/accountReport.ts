import { setTimeout as pause } from 'node:timers/promises'
import { timeLeft } from '../../api/timeLeft.ts'
import { printable } from '../printable.ts'
import type { AccountReader } from './accountReader.ts'

const LOOK_MS = 500

/** Prints on the terminal how far the event history of a live account has been read, and later what it waits for. */
export async function reportReading(reader: AccountReader): Promise<void> {
  const { profile, accountId, regions, notice } = reader.status
  const where = regions.length === 1 ? regions[0]!.region : `${regions.length} Regions`
  console.error(
    printable(
      `Reading the event history of account ${accountId} (profile ${profile}) in ${where}, the newest events first. ` +
        'CloudTrail answers two lookups of 50 events a second in each Region, so 100,000 events in a Region take about 17 minutes. Events can be used as they arrive.',
    ),
  )
  if (notice !== null) console.error(printable(notice))
  const said = new Set<string>()
  let lastLine = ''
  let lastTenth = 0
  let isSaid = false
  for (;;) {
    const { status } = reader
    for (const { region, waitingFor, refused } of status.regions) {
      const sentence = refused ?? waitingFor
      if (sentence === null || said.has(sentence)) continue
      said.add(sentence)
      console.error(
        printable(
          `${lastLine && '\n'}${refused === null ? 'Waiting' : `${region} is not read`}: ${sentence}.`,
        ),
      )
    }
    if (status.isWhole && !isSaid) sayWhole(reader, lastLine)
    isSaid ||= status.isWhole
    const line = progressLine(reader)
    const tenth = Math.floor(10 * Math.min(...status.regions.map(({ share }) => share)))
    if (isSaid) lastLine = ''
    else if (process.stderr.isTTY) {
      if (line !== lastLine) process.stderr.write(`\r${line}\u001B[K`)
      lastLine = line
    } else if (tenth > lastTenth) {
      lastTenth = tenth
      console.error(line)
    }
    await pause(LOOK_MS, undefined, { ref: false })
  }
}

function sayWhole({ events, status: { accountId, regions } }: AccountReader, lastLine: string): void {
  if (!regions.some(({ isWhole }) => isWhole)) return
  console.error(
    `${lastLine && '\n'}Read the event history of account ${accountId}: ${events.toLocaleString('en')} events looked up. New events are read as they arrive.`,
  )
}

function progressLine({ events, status: { regions, secondsLeft } }: AccountReader): string {
  const whole = regions.filter(({ isWhole }) => isWhole).length
  const left = secondsLeft === null ? '' : `, ${timeLeft(secondsLeft)} left`
  return `Reading: ${events.toLocaleString('en')} events, ${whole} of ${regions.length} Regions whole${left}`
}
