import { setImmediate as nextTurn } from 'node:timers/promises'
import { Chance } from '../../account/chance.ts'
import type { AllNotesResponse } from '../../api/eventNotes.ts'
import type { LookupEventsResponse } from '../../api/lookupEvents.ts'
import type { StatusResponse } from '../../api/getStatus.ts'
import { NO_NOTES, type EventNotes } from '../../cloudtrail/eventNotes.ts'
import { makeBatch, type Batch } from './batches.ts'
import { addressOf, anyQuestion, SAYS_ITS_STATE, type Question } from './questions.ts'

/** Sends a request to a console. Rejects if the console is gone. */
export type Ask = (
  address: string,
  init?: { readonly method: string; readonly body: string },
) => Promise<{ readonly status: number; readonly text: string }>

/** A console from its start to its end, and the notes made in that time. */
export interface Opening {
  readonly storeID: string
  readonly openingID: string
  readonly firstRevision: number
  readonly firstNotes: ReadonlyMap<string, EventNotes>
  /** One revision each. The last may not have been acknowledged. */
  readonly changes: (readonly [id: string, notes: EventNotes])[]
}

/** A snapshot of a store, as answers name it. */
export interface Mark {
  readonly text: string
  readonly storeID: string
  readonly ordinal: number
  readonly openingID: string
  readonly revision: number
}

export interface Answer {
  readonly question: Question
  readonly mark: Mark
  /** The console that answered. */
  readonly opening: Opening
  readonly status: number
  readonly text: string
  /** How many batches had been acknowledged when the request for the current state was sent. */
  readonly acknowledged: number
}

/**
 * The answers of a console while it was loaded by two clients, and searched and noted in by four,
 * over all its starts.
 */
export class Crowd {
  readonly batches = new Map<string, Batch>()
  /** The names of the acknowledged batches, in order. */
  readonly acknowledged: string[] = []
  readonly answers: Answer[] = []
  readonly #chance: Chance
  readonly #seed: number
  readonly #mostBatches: number
  #marks: Mark[] = []
  #tokens: { question: Question; mark: Mark }[] = []

  constructor(seed: number, mostBatches: number) {
    this.#seed = seed
    this.#mostBatches = mostBatches
    this.#chance = new Chance(seed, 'crowd')
  }

  /**
   * Works on a console until this number of requests is answered, the console is gone, or the
   * signal aborts.
   */
  async work(ask: Ask, questions: number, stop?: AbortSignal): Promise<Opening> {
    const status = markOf((await json<StatusResponse>(ask, '/api/status')).asOf)
    const { eventNotes } = await json<AllNotesResponse>(ask, '/api/notes')
    const opening: Opening = {
      storeID: status.storeID,
      openingID: status.openingID,
      firstRevision: status.revision,
      firstNotes: new Map(eventNotes.map(({ id, ...notes }) => [id, { ...NO_NOTES, ...notes }])),
      changes: [],
    }
    const last = this.answers.length + questions
    const goesOn = () => this.answers.length < last && !stop?.aborted
    const ends = await Promise.allSettled([
      ...[1, 2].map(() => this.#load(ask, goesOn)),
      ...[1, 2, 3, 4].map(() => this.#read(ask, opening, goesOn)),
      this.#note(ask, opening, goesOn),
    ])
    for (const end of ends) if (end.status === 'rejected' && !(end.reason instanceof Gone)) throw end.reason
    return opening
  }

  async #load(ask: Ask, goesOn: () => boolean): Promise<void> {
    while (goesOn()) {
      if (this.batches.size >= this.#mostBatches) return
      const batch = makeBatch(`b${this.batches.size}`, this.#seed)
      this.batches.set(batch.name, batch)
      const body = batch.events.map(({ record }) => record.text).join('\n')
      const { status, text } = await ask(`/api/log-files?name=${batch.name}`, { method: 'POST', body })
      if (status !== 200) throw new Error(`${batch.name} was refused: ${text}`)
      this.acknowledged.push(batch.name)
    }
  }

  async #note(ask: Ask, opening: Opening, goesOn: () => boolean): Promise<void> {
    while (goesOn()) {
      const id = this.#anyID()
      if (id === undefined) await nextTurn()
      else {
        const notes = {
          starred: this.#chance.happens(0.5),
          tags: this.#chance.pick([[], ['seen'], ['seen', 'x']]),
        }
        const before = new Map([...opening.firstNotes, ...opening.changes]).get(id) ?? NO_NOTES
        const isChange = before.starred !== notes.starred || before.tags.join() !== notes.tags.join()
        // A change without effect is not a revision.
        if (isChange) opening.changes.push([id, { ...NO_NOTES, ...notes }])
        const { status, text } = await ask(`/api/events/${id}/notes`, {
          method: 'PUT',
          body: JSON.stringify(notes),
        })
        if (status !== 200) throw new Error(`${id} was not noted: ${text}`)
      }
    }
  }

  async #read(ask: Ask, opening: Opening, goesOn: () => boolean): Promise<void> {
    while (goesOn()) {
      const known = this.#chance.happens(0.5) ? undefined : this.#anyMark()
      const token = this.#chance.happens(0.1) ? this.#tokens.pop() : undefined
      const question = token?.question ?? anyQuestion(this.#chance, [this.#anyID() ?? 'b0.0'])
      const needsMark = !SAYS_ITS_STATE.has(question.kind)
      const asked = token?.mark ?? known ?? (needsMark ? this.#marks.at(-1) : undefined)
      if (needsMark && asked === undefined) await nextTurn()
      else await this.#ask(ask, opening, question, question.kind === 'status' ? undefined : asked)
    }
  }

  async #ask(ask: Ask, opening: Opening, question: Question, asked: Mark | undefined): Promise<void> {
    const acknowledged = asked ? 0 : this.acknowledged.length
    const { status, text } = await ask(addressOf(question, asked?.text))
    const said =
      status === 200 && SAYS_ITS_STATE.has(question.kind) ? markOf(JSON.parse(text).asOf) : undefined
    const mark = asked ?? said
    // An event that is not stored yet has no position.
    if (status === 404 && question.kind === 'position') return
    if (!mark) throw new Error(`${addressOf(question, undefined)}: ${status} ${text}`)
    this.answers.push({ question, mark, opening, status, text, acknowledged })
    if (said && said.text !== asked?.text) this.#marks.push(said)
    if (said && asked && said.text !== asked.text)
      throw new Error(`asked as of ${asked.text}, answered as of ${said.text}`)
    if (status === 200 && question.kind === 'page') {
      const { nextToken } = JSON.parse(text) as LookupEventsResponse
      const { offset, limit } = question
      if (nextToken !== undefined && this.#tokens.length < 20)
        this.#tokens.push({ question: { ...question, offset: offset + limit, nextToken }, mark })
    }
  }

  /** Usually one of the last ones; also of consoles that have ended. */
  #anyMark(): Mark | undefined {
    if (this.#marks.length === 0) return undefined
    return this.#chance.happens(0.7)
      ? this.#marks.at(-this.#chance.int(1, 5))
      : this.#chance.pick(this.#marks)
  }

  #anyID(): string | undefined {
    if (this.acknowledged.length === 0) return undefined
    return this.#chance.pick(this.batches.get(this.#chance.pick(this.acknowledged))!.events).event.eventID!
  }

  /** A console in memory has ended: the next one is empty. */
  forgetWhatWasLoaded(): void {
    this.batches.clear()
    this.acknowledged.length = 0
  }
}

/** The console no longer answers. */
export class Gone extends Error {}

async function json<T>(ask: Ask, address: string): Promise<T> {
  const { status, text } = await ask(address)
  if (status !== 200) throw new Error(`${address}: ${status} ${text}`)
  return JSON.parse(text) as T
}

function markOf(text: string): Mark {
  const [storeID, ordinal, openingID, revision] = text.split('-') as [string, string, string, string]
  return {
    text,
    storeID,
    ordinal: Number.parseInt(ordinal, 36),
    openingID,
    revision: Number.parseInt(revision, 36),
  }
}
