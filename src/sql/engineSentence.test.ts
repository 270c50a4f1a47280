import { expect, test } from 'vitest'
import { engineSentence } from './engineSentence.ts'

test.each([
  [
    'Table with name event does not exist!\nDid you mean "events"?\n\nLINE 1: ...',
    'Table with name event does not exist. Did you mean "events"?',
  ],
  [
    'Referenced column "a" not found in FROM clause!\nCandidate bindings: "b", "c"\n\nLINE 1',
    'Referenced column "a" not found in FROM clause. Did you mean "b", "c"?',
  ],
  ['timestamp field value "x" is not UTC.', 'Timestamp field value "x" is not UTC.'],
  [
    'failed to bind function, either: This scalar function does not support lambdas!\nYou might',
    'This scalar function does not support lambdas.',
  ],
  [
    'invalid perl operator: (?!',
    'A regular expression cannot look at what comes before or after, as with (?!. Use a second condition.',
  ],
])('%j is said as %s', (message, sentence) => {
  expect(engineSentence(message)).toBe(sentence)
})
