import { timed, timingOf, type Timing } from '../measure.ts'
import { QUESTION_NAMES, type Question, type Subject } from './question.ts'

/** What a program is given to answer from. */
interface Material {
  readonly logFiles: string
  readonly files: readonly string[]
  /** Empty, for what the program makes of the log files. */
  readonly folder: string
}

/** A program that people use for log files today. */
export interface Peer {
  readonly name: string
  /** Programs that must be on PATH. */
  readonly needs: readonly string[]
  /** How it is asked, in a sentence. */
  readonly how: string
  /** Makes it ready and asks it everything, in turns. */
  readonly run: (material: Material, subjects: readonly Subject[]) => Promise<PeerAnswers>
}

export interface Answer {
  /** The subject that was asked for. */
  readonly turn: number
  readonly text: string
  readonly ms: number
}

export interface PeerAnswers {
  /** Until it could be asked; null if it reads the log files for every query. */
  readonly loadMs: number | null
  readonly answers: Readonly<Record<Question, readonly Answer[]>>
}

/** What is kept of a program's answers. */
export interface PeerResult {
  readonly name: string
  readonly how: string
  readonly loadMs: number | null
  readonly answers: Readonly<Record<Question, PeerTiming>>
}

export interface PeerTiming extends Timing {
  /** How many of the answers were not those of this console. */
  readonly different: number
}

export interface PeerResults {
  /** In the same minutes. */
  readonly console: PeerResult
  readonly peers: readonly PeerResult[]
  /** Which were left out, and why, in sentences. */
  readonly leftOut: readonly string[]
}

/**
 * Work that takes this long takes the same time again: it is not warmed up, and timed less often,
 * or once.
 */
const SLOW_MS = 5000
const SLOW_TURNS = 3
const STEADY_MS = 15_000

/** Asks every question with one subject after the other. The first turn of quick answers warms up. */
export async function turnByTurn(
  questions: Readonly<Record<Question, (subject: Subject) => Promise<string>>>,
  subjects: readonly Subject[],
): Promise<PeerAnswers['answers']> {
  const all = async (question: Question): Promise<readonly Answer[]> => {
    const answers: Answer[] = []
    for (const [turn, subject] of subjects.entries()) {
      let text = ''
      const ms = await timed(async () => (text = await questions[question](subject)))
      answers.push({ turn, text, ms })
      const [first] = answers
      if (first!.ms > SLOW_MS && answers.length === SLOW_TURNS) return answers
      if (first!.ms > STEADY_MS) return answers
    }
    return answers.slice(1)
  }
  const answers: Partial<Record<Question, readonly Answer[]>> = {}
  for (const question of QUESTION_NAMES) answers[question] = await all(question)
  return answers as Record<Question, readonly Answer[]>
}

/** Times of the answers, and how many differ from those of this console to the same subject. */
export function resultOf(
  { name, how }: Pick<Peer, 'name' | 'how'>,
  { loadMs, answers }: PeerAnswers,
  ofConsole: PeerAnswers,
): PeerResult {
  const timings = QUESTION_NAMES.map((question): [Question, PeerTiming] => {
    const texts = new Map(ofConsole.answers[question].map(({ turn, text }) => [turn, text]))
    const different = answers[question].filter(
      ({ turn, text }) => texts.has(turn) && texts.get(turn) !== text,
    ).length
    return [question, { ...timingOf(answers[question].map(({ ms }) => ms)), different }]
  })
  return { name, how, loadMs, answers: Object.fromEntries(timings) as PeerResult['answers'] }
}
