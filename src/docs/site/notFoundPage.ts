/** The page for addresses under `/docs/` that do not exist, as Markdown. */
export const notFoundPage = (): string =>
  [
    '# Page not found',
    '',
    'The documentation has no page at this address. [Overview](README.md) lists all pages.',
    '',
  ].join('\n')
