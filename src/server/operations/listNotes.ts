import type { Handler } from 'hono'
import type { AllNotesResponse } from '../../api/eventNotes.ts'
import { withoutBlanks } from '../kept/notesLine.ts'
import type { Services } from '../services.ts'

export function answerListNotes({ notes }: Services): Handler {
  return ({ json }) =>
    json<AllNotesResponse>({
      eventNotes: [...notes.all].map(([id, each]) => ({ id, ...withoutBlanks(each) })),
      problem: notes.problem,
    })
}
