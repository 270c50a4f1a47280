import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import manifest from './package.json' with { type: 'json' }
import { cloudscapeFonts } from './src/console/build/cloudscapeFonts.ts'
import { darkTokens } from './src/console/build/darkTokens.ts'
import { precompress } from './src/console/build/precompress.ts'
import { preloadFonts } from './src/console/build/preloadFonts.ts'
import { devServer } from './src/launch/devServer.ts'
import { testBrowser } from './src/launch/testBrowser.ts'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

/** What the packages that are built in ask to be said of them; the page's own is served beside it. */
const LICENCES = 'third-party-licenses.txt'

/** Tests of the folders that know neither Node nor the page. */
const PURE_TESTS = ['src/{cloudtrail,filter,api,account}/**/*.test.ts']

/**
 * `vite build` makes the console in dist/console, `vite build --ssr` the server in dist/server
 * (one file for the server, one for the worker that reads log files).
 */
export default defineConfig(({ command, isSsrBuild }) => ({
  plugins: [react(), cloudscapeFonts(), darkTokens(), preloadFonts(), precompress(), devServer()],
  define: { __VERSION__: JSON.stringify(manifest.version) },
  resolve: {
    alias: {
      // The design tokens of the very components in use: the separate package drifts (its names carry a per-release hash).
      'cs-tokens': path('./node_modules/@cloudscape-design/components/internal/generated/styles/tokens.js'),
    },
  },
  // The built server is whole but for the engine, which is native, and the browser's driver; in development and under test Node loads its packages.
  ssr: command === 'build' ? { noExternal: true, external: ['@duckdb/node-api', '@playwright/test'] } : {},
  build: isSsrBuild
    ? {
        outDir: 'dist/server',
        // Node reads them when it prints a stack (launch/start.mjs).
        sourcemap: true,
        license: { fileName: LICENCES },
        copyPublicDir: false,
        target: 'node20',
        rolldownOptions: {
          input: {
            main: path('./src/server/main.ts'),
            loadWorker: path('./src/server/loading/loadWorker.ts'),
            bench: path('./src/bench/main.ts'),
            benchLogFiles: path('./src/bench/log-files/logFilesThread.ts'),
            fuzz: path('./src/proof/fuzz/main.ts'),
            crash: path('./src/proof/crash/main.ts'),
            bounds: path('./src/proof/bounds/main.ts'),
            endure: path('./src/proof/endure/main.ts'),
          },
          // All in one folder: what starts a thread or another program looks for it beside itself.
          output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
        },
      }
    : {
        outDir: 'dist/console',
        // Beside the files and not named in them: to read a reported stack with; no browser fetches them.
        sourcemap: 'hidden',
        license: { fileName: LICENCES },
        target: 'es2023',
        chunkSizeWarningLimit: 2000,
        rolldownOptions: {
          output: {
            codeSplitting: {
              // What asks the first question and shows its answer is one file, the page's own code another: every further
              // file costs a turn.
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
    // Two, also where there are two cores: many of the tests wait for a process or a disk.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: PURE_TESTS,
          environment: 'node',
          // Functions of their arguments: nothing that one file leaves behind can reach another.
          isolate: false,
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts'],
          exclude: PURE_TESTS,
          environment: 'node',
          // Processes, not threads: the engine is a native module.
          pool: 'forks',
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        extends: true,
        // All that a test can reach, found before the first one: a package that is found later reloads the page under it.
        optimizeDeps: {
          entries: ['src/console/start.tsx', 'src/console/testing/*', 'src/console/**/*.test.tsx'],
          // An alias is not followed there.
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
            // By its number, since the browser of the tests resolves no names.
            api: { host: '127.0.0.1' },
            viewport: { width: 1440, height: 900 },
            provider: playwright({
              launchOptions: testBrowser(),
              // A zone with summer time: what only holds in UTC fails here.
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
