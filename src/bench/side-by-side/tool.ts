import { timed } from '../measure.ts'
import { QUESTIONS, type Question } from './question.ts'

/** A program that people ask today, or the console. */
export interface Tool {
  /** Heading of its column. */
  readonly name: string
  /** Programs that must be on PATH. */
  readonly needs: readonly string[]
  /** Makes it ready and asks it everything it can be asked. */
  readonly run: () => Promise<Answered>
}

export interface Answered {
  /** Until anything could be asked; 0 where log files are asked as they are. */
  readonly readyMs: number
  readonly answers: Readonly<Partial<Record<Question, Answer>>>
}

export interface Answer {
  readonly text: string
  readonly ms: number
}

/** Asks one question after the other; what a tool has no way to answer is left out. */
export function oneByOne(
  questions: Readonly<Partial<Record<Question, () => Promise<string>>>>,
  makeReady: () => Promise<unknown> = async () => {},
): () => Promise<Answered> {
  return async () => {
    const readyMs = await timed(makeReady)
    const answers: Partial<Record<Question, Answer>> = {}
    for (const question of Object.keys(QUESTIONS) as Question[]) {
      let text = ''
      const ask = questions[question]
      if (!ask) continue
      const ms = await timed(async () => (text = await ask()))
      answers[question] = { text, ms }
    }
    return { readyMs, answers }
  }
}
