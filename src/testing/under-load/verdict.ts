import { fieldsOf } from '../../filter/clauses.ts'
import { isDeepStrictEqual } from 'node:util'
import type { FieldValuesResponse } from '../../api/fieldValues.ts'
import { isNoteField } from '../../cloudtrail/fields.ts'
import type { EventNotes } from '../../cloudtrail/eventNotes.ts'
import type { Filter } from '../../filter/filter.ts'
import { matches, type MatchableEvent } from '../../filter/matches.ts'
import { readFilter } from '../../filter/params.ts'
import { BATCH_PATH } from './batches.ts'
import type { Answer, Ask, Crowd, Mark, Opening } from './crowd.ts'
import { compared } from './plainAnswer.ts'
import { addressOf, type Question } from './questions.ts'

export interface Verdict {
  /** Answers that were checked. */
  readonly held: number
  /** Requests for a snapshot that the console could not have, and that it rejected. */
  readonly refused: number
  readonly broken: readonly string[]
}

/**
 * Checks answers for their snapshots. `ask` is a console that gets no more events and has
 * everything that the crowd loaded. It says which batches were in the store at each snapshot. That
 * they are complete, as many as the snapshot says and never fewer than had been acknowledged is
 * checked here, and everything else is plain code.
 */
export async function verdictOn(crowd: Crowd, answers: readonly Answer[], ask: Ask): Promise<Verdict> {
  const broken: string[] = []
  const states = new Map<number, readonly MatchableEvent[]>()
  let held = 0
  let refused = 0
  let before: ReadonlySet<string> = new Set()
  const known = answers.filter(({ mark, opening }) => mark.storeID === opening.storeID)
  const oldestFirst = known.map(({ mark }) => mark).toSorted((a, b) => a.ordinal - b.ordinal)
  for (const mark of new Map(oldestFirst.map((each) => [each.ordinal, each])).values()) {
    const names = await batchesAt(crowd, mark, ask, broken)
    if ([...before].some((name) => !names.has(name)))
      broken.push(`${mark.text} lacks what stood there before`)
    before = names
    const events = [...names].flatMap((name) => crowd.batches.get(name)?.events ?? [])
    states.set(mark.ordinal, newestFirst(events))
    const acknowledged = known
      .filter((answer) => answer.mark.ordinal === mark.ordinal)
      .reduce((most, answer) => Math.max(most, answer.acknowledged), 0)
    const missing = crowd.acknowledged.slice(0, acknowledged).find((name) => !names.has(name))
    if (missing) broken.push(`${mark.text} was given after ${missing} was answered for, and lacks it`)
  }
  for (const answer of answers) {
    const fault = faultOf(answer, states)
    if (fault !== null) broken.push(`${addressOf(answer.question, answer.mark.text)}: ${fault}`)
    else if (answer.status === 410) refused++
    else held++
  }
  return { held, refused, broken }
}

async function batchesAt(crowd: Crowd, mark: Mark, ask: Ask, broken: string[]): Promise<ReadonlySet<string>> {
  const { text } = await ask(`/api/events/values?field=${BATCH_PATH}&limit=1000&asOf=${mark.text}`)
  const { values, distinct } = JSON.parse(text) as FieldValuesResponse
  const parts = values.filter(({ value, count }) => crowd.batches.get(value)?.events.length !== count)
  const sum = values.reduce((total, { count }) => total + count, 0)
  if (parts.length > 0 || sum !== mark.ordinal || distinct !== values.length)
    broken.push(
      `${mark.text} has ${sum} events of ${mark.ordinal}, and not the whole of ${JSON.stringify(parts)}`,
    )
  return new Set(values.map(({ value }) => value))
}

function faultOf(answer: Answer, states: ReadonlyMap<number, readonly MatchableEvent[]>): string | null {
  const { question, mark, opening, status, text } = answer
  const filter = readFilter(new URLSearchParams(question.filter), [])
  const isKnown =
    mark.storeID === opening.storeID && (!asksNotes(filter, question) || mark.openingID === opening.openingID)
  if (!isKnown)
    return status === 410 ? null : `answered ${status} in a state that it never had: ${text.slice(0, 200)}`
  if (status !== 200) return `${status} ${text.slice(0, 300)}`
  const notes = notesAt(opening, mark.revision)
  const candidates = states.get(mark.ordinal)!.map((each) => {
    const noted = notes.get(each.event.eventID!)
    return noted ? { ...each, notes: noted } : each
  })
  const { said, truth } = compared(
    question,
    text,
    candidates.filter((each) => matches(filter, each, 0)),
  )
  if (isDeepStrictEqual(said, truth)) return null
  return `said ${JSON.stringify(said).slice(0, 300)}, and it was ${JSON.stringify(truth).slice(0, 300)}`
}

function asksNotes(filter: Filter, question: Question): boolean {
  return [...fieldsOf(filter), ...(question.kind === 'values' ? [question.field] : [])].some(isNoteField)
}

function notesAt(opening: Opening, revision: number): ReadonlyMap<string, EventNotes> {
  return new Map([...opening.firstNotes, ...opening.changes.slice(0, revision - opening.firstRevision)])
}

function newestFirst(events: readonly MatchableEvent[]): MatchableEvent[] {
  return events.toSorted(
    (a, b) => b.event.eventTimeMs! - a.event.eventTimeMs! || (a.event.eventID! < b.event.eventID! ? 1 : -1),
  )
}
