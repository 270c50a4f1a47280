import { html } from 'hono/html'
import type { Problem } from '../../api/problem.ts'

/**
 * A problem as a page, for a person who sees it in the browser: without script or style, which the
 * server only allows from files, and those require the token too.
 */
export const problemPage = ({ title, detail }: Problem, address: string, opensItself: boolean) =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        ${opensItself ? html`<meta http-equiv="refresh" content="0; url=${address}" />` : ''}
        <title>${title} - Event History Console</title>
      </head>
      <body>
        <h1>${title}</h1>
        <p>${detail}</p>
        <p><a href="${address}">Open this page again</a></p>
      </body>
    </html> `
