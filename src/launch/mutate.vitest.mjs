// In UTC no test would notice that a time is read in the machine's time zone.
process.env.TZ = 'Asia/Kolkata'

/**
 * The tests of the pure folders for `mutate.mjs`. Each runs many times, so laws are checked on few
 * random cases, and always the same ones.
 */
export default {
  test: {
    include: ['src/{cloudtrail,filter,api,account}/**/*.test.ts'],
    setupFiles: ['src/testing/fewCases.ts'],
    testTimeout: 60_000,
  },
}
