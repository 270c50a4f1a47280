// In UTC no test can notice that a time is read in the zone of the machine.
process.env.TZ = 'Asia/Kolkata'

/** The tests of the pure folders, for `mutate.mjs`: each is run many times, so laws are tried on few cases, and always the same ones. */
export default {
  test: {
    include: ['src/{cloudtrail,filter,api,account}/**/*.test.ts'],
    setupFiles: ['src/testing/fewCases.ts'],
    testTimeout: 60_000,
  },
}
