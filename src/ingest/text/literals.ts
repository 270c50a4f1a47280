/**
 * Texts that look like JSON and are how a language prints its values. The JSON texts in their
 * strings are complete, so they are read.
 */
export type LiteralKind = 'python' | 'javascript' | 'ruby' | 'yaml'

/** What to do about such a text, as a sentence. */
export const LITERAL_SENTENCES: Readonly<Record<LiteralKind, string>> = {
  python:
    'This is a Python literal, as print() writes it, not JSON. Only JSON texts inside its strings are read; write it with json.dumps(value, default=str) instead.',
  javascript:
    'This is a JavaScript literal, as console.log writes it, not JSON. Only JSON texts inside its strings are read; write it with JSON.stringify(value) instead.',
  ruby: 'This is a Ruby literal, as inspect writes it, not JSON. Only JSON texts inside its strings are read; write it with to_json instead.',
  yaml: 'This is YAML, not JSON. Only JSON texts inside its strings are read; run the AWS CLI again with --output json.',
}

/** The kind of literal that a text begins with; null for anything else. */
export function literalKind(start: string): LiteralKind | null {
  if (YAML.test(start)) return 'yaml'
  if (/^[[{(\s]*(?:[ub]?'|(?:datetime|OrderedDict|None|True|False)\b)/.test(start))
    return /^[[{(\s]*'[^'\n]*'\s*=>/.test(start) ? 'ruby' : 'python'
  if (/^[[{\s]*(?:"[^"\n]*"|:\w+)\s*=>/.test(start)) return 'ruby'
  if (/^[[{\s]*\{\s*[A-Za-z_$][\w$]*\s*:/.test(start)) return 'javascript'
  return null
}

/** A document, a list of texts, or a member: not a log line with JSON behind a name. */
const YAML =
  /^(?:---(?!-)|- ['"]|(?:- )?[A-Za-z]\w*:(?:[ \t]*(?:\r?\n|$)|[ \t]+(?:['"]|[^\s{][^{\n]*(?:\n|$))))/

/** A string of a literal, decoded, and the index behind it. */
export interface LiteralString {
  readonly text: string
  readonly end: number
}

/** Decodes the string whose quote is at `text[start]`; null if it does not end, or not on its line. */
export function readLiteralString(text: string, start: number, kind: LiteralKind): LiteralString | null {
  const quote = text[start]!
  return kind === 'yaml' ? readYamlString(text, start) : readEscapedString(text, start, quote)
}

/** YAML's single quotes: no escapes, '' is a quote, and a line break before an indent is a space. */
function readYamlString(text: string, start: number): LiteralString | null {
  const end = /(?:[^'\n]|''|\n(?=[ \t\r\n]))*/y
  end.lastIndex = start + 1
  const content = end.exec(text)![0]
  if (text[start + 1 + content.length] !== "'") return null
  return {
    text: content.replaceAll("''", "'").replace(/\s*\n\s*/g, ' '),
    end: start + content.length + 2,
  }
}

/** Backslashes escape; JavaScript joins the parts of a long string with +. */
function readEscapedString(text: string, start: number, quote: string): LiteralString | null {
  let decoded = ''
  let i = start
  for (;;) {
    const close = closingQuoteOf(text, i + 1, quote)
    if (close < 0) return null
    decoded += decodeEscapes(text.slice(i + 1, close))
    const joined = /\s{0,200}\+\s{0,200}(?=['"`])/y
    joined.lastIndex = close + 1
    const plus = joined.exec(text)
    if (!plus) return { text: decoded, end: close + 1 }
    i = close + 1 + plus[0].length
    quote = text[i]!
  }
}

function closingQuoteOf(text: string, from: number, quote: string): number {
  for (let i = from; i < text.length; i++) {
    if (text[i] === '\\') i++
    else if (text[i] === quote) return i
    else if (text[i] === '\n' && quote !== '`') return -1
  }
  return -1
}

function decodeEscapes(text: string): string {
  if (!text.includes('\\')) return text
  return text.replace(
    /\\(?:x([\da-f]{2})|u([\da-f]{4})|U([\da-f]{8})|u\{([\da-f]{1,6})\}|(\r?\n)|([\s\S]))/gi,
    (whole, x?: string, u?: string, U?: string, braced?: string, lineBreak?: string, letter?: string) => {
      const code = x ?? u ?? U ?? braced
      if (code !== undefined) return fromCodePoint(Number.parseInt(code, 16)) ?? whole
      if (lineBreak !== undefined) return ''
      return SIMPLE_ESCAPES[letter!] ?? letter!
    },
  )
}

function fromCodePoint(code: number): string | null {
  return code <= 0x10ffff ? String.fromCodePoint(code) : null
}

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  a: '\u0007',
  0: '\0',
}
