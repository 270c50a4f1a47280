import { askFirstQuestion } from './firstQuestion.ts'

const asked = askFirstQuestion()
void import('./start.tsx').then(({ start }) => start(asked))
