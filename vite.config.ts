import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import manifest from './package.json' with { type: 'json' }
import { cloudscapeFonts } from './src/console/build/cloudscapeFonts.ts'
import { darkTokens } from './src/console/build/darkTokens.ts'
import { precompress } from './src/console/build/precompress.ts'
import { preloadFonts } from './src/console/build/preloadFonts.ts'
import { devServer } from './src/launch/devServer.ts'
import { LongTestsFirst } from './src/launch/longTestsFirst.ts'
import { testBrowser } from './src/launch/testBrowser.ts'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

/**
 * The licences of the packages that are built in, as those require. The page's own file is served
 * with it.
 */
const LICENCES = 'third-party-licenses.txt'

/**
 * src/aws uses only the schemas of the SDK's clients, and a client has a tenfold of them in code:
 * src/aws/schemaFiles.test.ts. Other folders use whole clients.
 */
const schemasAlone: Plugin = {
  name: 'schemas-alone',
  enforce: 'pre',
  apply: (_, { command, isSsrBuild }) => command === 'build' && isSsrBuild === true,
  resolveId: (source, importer = '') => {
    const client = /^@aws-sdk\/(client-[a-z-]+[0-9]?)$/.exec(source)?.[1]
    return client !== undefined && importer.startsWith(path('./src/aws/'))
      ? path(`./node_modules/@aws-sdk/${client}/dist-es/schemas/schemas_0.js`)
      : null
  },
}

/**
 * `vite build` builds the console into dist/console, `vite build --ssr` the server into dist/server
 * (a file for the server, one for the worker that reads log files, and one for each other program).
 */
export default defineConfig(({ command, isSsrBuild }) => ({
  plugins: [
    react(),
    cloudscapeFonts(),
    darkTokens(),
    preloadFonts(),
    precompress(),
    devServer(),
    schemasAlone,
  ],
  define: { __VERSION__: JSON.stringify(manifest.version) },
  resolve: {
    alias: [
      {
        // The design tokens of the installed components: the separate package differs from them (its
        // names contain a hash for each release).
        find: 'cs-tokens',
        replacement: path('./node_modules/@cloudscape-design/components/internal/generated/styles/tokens.js'),
      },
    ],
  },
  // The built server includes all packages except the engine, which is native code, and the browser
  // driver; in development and in tests Node loads the packages.
  ssr: command === 'build' ? { noExternal: true, external: ['@duckdb/node-api', '@playwright/test'] } : {},
  build: isSsrBuild
    ? {
        outDir: 'dist/server',
        // Node uses them when it prints a stack (launch/start.mjs).
        sourcemap: true,
        license: { fileName: LICENCES },
        copyPublicDir: false,
        target: 'node20',
        rolldownOptions: {
          input: {
            main: path('./src/server/main.ts'),
            sqlProcess: path('./src/server/sql/sqlProcess.ts'),
            loadWorker: path('./src/server/loading/loadWorker.ts'),
            bench: path('./src/bench/main.ts'),
            benchLogFiles: path('./src/bench/log-files/logFilesThread.ts'),
            fuzz: path('./src/proof/fuzz/main.ts'),
            crash: path('./src/proof/crash/main.ts'),
            crashLoader: path('./src/proof/crash/clusterLoader.ts'),
            bounds: path('./src/proof/bounds/main.ts'),
            endure: path('./src/proof/endure/main.ts'),
          },
          // All in one folder: code that starts a thread or another program looks for it beside
          // itself.
          output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
        },
      }
    : {
        outDir: 'dist/console',
        // Not named in the files, so that no browser fetches them; they are for reading reported
        // stacks.
        sourcemap: 'hidden',
        license: { fileName: LICENCES },
        target: 'es2023',
        chunkSizeWarningLimit: 2000,
        rolldownOptions: {
          output: {
            codeSplitting: {
              // One file has what sends the first query and shows its result, another the page's
              // own code: every further file costs a round trip.
              groups: [
                {
                  name: 'first-view',
                  test: /console[\\/](main\.ts$|first-view[\\/])|vite[\\/]preload-helper/,
                  priority: 2,
                },
                { name: 'start', test: /console[\\/]start\.tsx$/, priority: 1 },
              ],
            },
          },
        },
      },
  test: {
    // One for each of two cores: with more, the longest tests come near their time limits.
    maxWorkers: 2,
    sequence: { sequencer: LongTestsFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts'],
          environment: 'node',
          // A test must leave nothing behind in the modules that it imports: loading them for every
          // file anew takes longer than the tests.
          isolate: false,
          // Processes rather than threads: the engine is a native module.
          pool: 'forks',
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        extends: true,
        // Everything that a test can import, found before the first one: a package found later
        // reloads the page during a test.
        optimizeDeps: {
          entries: ['src/console/start.tsx', 'src/console/testing/*', 'src/console/**/*.test.tsx'],
          // It does not follow aliases.
          include: ['cs-tokens'],
        },
        test: {
          name: 'components',
          include: ['src/console/**/*.test.tsx'],
          setupFiles: ['src/console/testing/eachTest.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            // As an address, since the browser for the tests resolves no names.
            api: { host: '127.0.0.1' },
            viewport: { width: 1440, height: 900 },
            provider: playwright({
              launchOptions: testBrowser(),
              // A zone with summer time, so that what only works in UTC fails here.
              contextOptions: {
                locale: 'en-US',
                timezoneId: 'Europe/Berlin',
                reducedMotion: 'reduce',
                permissions: ['clipboard-read', 'clipboard-write'],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
}))
