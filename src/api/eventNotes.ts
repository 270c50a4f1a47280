import * as v from 'valibot'
import { problemOfTag, tidyTag } from '../cloudtrail/eventNotes.ts'
import { eventNotes } from './event.ts'
import { described, operation, type AnswerOf, type RequestOf } from './operation.ts'
import { store } from './parameters.ts'

/** How many events one request may change. */
export const MAX_NOTED_AT_ONCE = 1000

/** The largest body of a request to change notes. */
export const MOST_NOTES_BYTES = 1024 * 1024

const noSuchEvent = 'There is no such event, and there are no notes on it.'

const starred = v.exactOptional(v.boolean('starred must be true or false.'))

const comment = v.exactOptional(v.string('comment must be a string.'))

function tags(name: string) {
  const noTexts = `${name} must be a list of strings.`
  const tag = v.pipe(
    v.string(noTexts),
    v.rawCheck(({ dataset, addIssue }) => {
      const message = dataset.typed ? problemOfTag(tidyTag(dataset.value)) : null
      if (message !== null) addIssue({ message })
    }),
  )
  return v.exactOptional(v.array(tag, noTexts))
}

/** A body with no members but these. */
const change = <const E extends v.ObjectEntries>(entries: E, parts: readonly string[]) =>
  v.strictObject(entries, ({ expected, input }) =>
    expected === 'never'
      ? `Unknown member “${String(input)}”. Use ${parts.join(', ')}.`
      : 'The body must be a JSON object, such as {"starred":true}.',
  )

export const getEventNotes = operation({
  name: 'getEventNotes',
  method: 'GET',
  path: '/api/events/:id/notes',
  summary: 'The notes on an event.',
  params: { store },
  answer: eventNotes,
  problems: { 404: noSuchEvent },
  example: { address: '/api/events/EVENT-ID/notes' },
})

export const changeEventNotes = operation({
  name: 'changeEventNotes',
  method: 'PUT',
  path: '/api/events/:id/notes',
  summary: 'Changes the notes on an event and returns all of them.',
  params: { store },
  description: 'Omitted fields do not change.',
  body: change({ starred, tags: tags('tags'), comment }, ['starred', 'tags', 'comment']),
  answer: eventNotes,
  problems: { 404: noSuchEvent, 507: 'The notes could not be stored; nothing was changed.' },
  example: {
    address: '/api/events/EVENT-ID/notes',
    body: '{"starred":true,"tags":["exfil"],"comment":"Ask Alice"}',
  },
})

const { entries: shown } = eventNotes

export const listNotes = operation({
  name: 'listNotes',
  method: 'GET',
  path: '/api/notes',
  summary: 'The notes on all events, including events that are not loaded.',
  params: { store },
  answer: v.object({
    eventNotes: described(
      v.array(
        v.object({
          id: v.string(),
          starred: v.exactOptional(shown.starred),
          tags: v.exactOptional(shown.tags),
          comment: v.exactOptional(shown.comment),
          changed: v.exactOptional(shown.changed),
          changedBy: shown.changedBy,
        }),
      ),
      'Empty fields are omitted.',
    ),
    problem: described(
      v.nullable(v.string()),
      'What could not be read of the notes, in a sentence; null if everything was read.',
    ),
  }),
  example: { address: '/api/notes' },
})

const noIDs = `ids must be a list of 1 to ${MAX_NOTED_AT_ONCE} event IDs.`

export const noteEvents = operation({
  name: 'noteEvents',
  method: 'POST',
  path: '/api/notes',
  summary: 'Changes the notes on several events at once.',
  params: { store },
  body: change(
    {
      ids: v.pipe(
        v.array(v.string(noIDs), noIDs),
        v.minLength(1, noIDs),
        v.maxLength(MAX_NOTED_AT_ONCE, noIDs),
      ),
      starred,
      addTags: tags('addTags'),
      removeTags: tags('removeTags'),
    },
    ['starred', 'addTags', 'removeTags'],
  ),
  answer: v.object({
    events: described(
      v.array(v.object({ id: v.string(), notes: eventNotes })),
      'Their notes after the change, in the order of `ids`.',
    ),
  }),
  problems: { 404: noSuchEvent, 507: 'The notes could not be stored; nothing was changed.' },
  example: { address: '/api/notes', body: '{"ids":["EVENT-ID"],"addTags":["to do"]}' },
})

export type AllNotesResponse = AnswerOf<typeof listNotes>

export type NotesOfEvent = AllNotesResponse['eventNotes'][number]

export type NoteEventsRequest = RequestOf<typeof noteEvents>['body']

export type NoteEventsResponse = AnswerOf<typeof noteEvents>
