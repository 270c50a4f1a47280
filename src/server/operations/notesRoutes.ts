import { Hono, type Context } from 'hono'
import {
  EVENT_NOTES,
  MAX_NOTED_AT_ONCE,
  type AllNotesResponse,
  type EventNotesResponse,
  type NoteEventsResponse,
} from '../../api/eventNotes.ts'
import { LOOKUP_EVENTS } from '../../api/lookupEvents.ts'
import { NO_NOTES, problemOfTag, tidyTag, type NotesChange } from '../../cloudtrail/eventNotes.ts'
import type { EventStore } from '../../store/eventStore.ts'
import type { Pace } from '../http/pace.ts'
import { badRequest, notFound, notStored } from '../http/problem.ts'
import { readJsonBody } from '../http/requestBody.ts'
import { NotesRefused, type NotesFile } from '../kept/notesFile.ts'
import { withoutBlanks } from '../kept/notesLine.ts'

const MOST_BYTES = 1024 * 1024

/** What people note of events. */
export function notesRoutes(store: EventStore, notes: NotesFile, pace: Pace): Hono {
  const routes = new Hono()

  /** An event that is here, or was when it was noted, by the ID that lists call it. */
  const known = async (id: string): Promise<string> => {
    const stored = await store.getEvent(id)
    if (stored) return stored.event.id
    if (notes.of(id)) return id
    throw notFound(`There is no event “${id}” in this event data store, and nothing is noted of it.`)
  }

  routes.get(`${LOOKUP_EVENTS}/:id/notes`, async (context) => {
    const id = await known(context.req.param('id'))
    return context.json<EventNotesResponse>(notes.of(id) ?? NO_NOTES)
  })

  routes.put(`${LOOKUP_EVENTS}/:id/notes`, async (context) => {
    const change = readChange(await readBody(context, pace), ['starred', 'tags', 'comment'])
    const id = await known(context.req.param('id'))
    await noted(() => notes.change([id], change))
    return context.json<EventNotesResponse>(notes.of(id) ?? NO_NOTES)
  })

  routes.get(EVENT_NOTES, (context) =>
    context.json<AllNotesResponse>({
      eventNotes: [...notes.all].map(([id, each]) => ({ id, ...withoutBlanks(each) })),
      problem: notes.problem,
    }),
  )

  routes.post(EVENT_NOTES, async (context) => {
    const { ids: asked, ...rest } = await readBody(context, pace)
    const change = readChange(rest, ['starred', 'addTags', 'removeTags'])
    if (!isTexts(asked) || asked.length === 0 || asked.length > MAX_NOTED_AT_ONCE)
      throw badRequest('ids', `ids must be a list of 1 to ${MAX_NOTED_AT_ONCE} event IDs.`)
    const listed = await store.knownIDs(asked)
    const ids: string[] = []
    for (const id of asked) ids.push(listed.has(id) ? id : await known(id))
    await noted(() => notes.change(ids, change))
    return context.json<NoteEventsResponse>({
      events: ids.map((id) => ({ id, notes: notes.of(id) ?? NO_NOTES })),
    })
  })

  return routes
}

async function readBody(context: Context, pace: Pace): Promise<Record<string, unknown>> {
  const body = await readJsonBody(context, MOST_BYTES, pace)
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { ...body }
  throw badRequest('body', 'The body must be a JSON object, such as {"starred":true}.')
}

type Part = keyof NotesChange

/** What a request asks to note, every part of which can be understood. */
function readChange(body: Readonly<Record<string, unknown>>, parts: readonly Part[]): NotesChange {
  for (const [name, value] of Object.entries(body)) {
    if (!parts.some((part) => part === name))
      throw badRequest(name, `There is no “${name}” to be noted: send ${parts.join(', ')}.`)
    if (name === 'starred' && typeof value !== 'boolean')
      throw badRequest(name, 'starred must be true or false.')
    if (name === 'comment' && typeof value !== 'string') throw badRequest(name, 'comment must be a text.')
    if (/tags$/i.test(name)) {
      if (!isTexts(value)) throw badRequest(name, `${name} must be a list of texts.`)
      const problem = value.map((tag) => problemOfTag(tidyTag(tag))).find((each) => each !== null)
      if (problem) throw badRequest(name, problem)
    }
  }
  return body
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string')

/** What cannot be noted is refused; a file that cannot be written says so, and nothing is noted. */
async function noted(change: () => Promise<void>): Promise<void> {
  try {
    await change()
  } catch (error) {
    if (error instanceof NotesRefused) throw badRequest('body', error.message)
    throw notStored('The notes', error)
  }
}
