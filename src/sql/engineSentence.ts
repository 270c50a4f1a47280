/** What the engine says is wrong with a statement, without what it would have its own users do. */
export function engineSentence(message: string): string {
  const [first = '', second = ''] = message.split('\n')
  const operator = /^invalid perl operator: (.*)$/.exec(first)?.[1]
  if (operator !== undefined)
    return `A regular expression cannot look at what comes before or after, as with ${operator}. Use a second condition.`
  const said = first.replace(/^failed to bind function, either: /, '').replace(/[.!]*$/, '')
  const [, meant] = /^(?:Did you mean|Candidate bindings:) (.*?)[.?!]*$/.exec(second) ?? []
  return `${said.slice(0, 1).toUpperCase()}${said.slice(1)}.${meant === undefined ? '' : ` Did you mean ${meant}?`}`
}
