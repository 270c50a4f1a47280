import { rm, mkdtemp, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { find } from '../readForTest.ts'
import { zip } from './zipForTest.ts'

let folder: string
const systemFolder = process.env['TMPDIR']
beforeAll(async () => {
  // Where temporary files go.
  folder = await mkdtemp(join(tmpdir(), 'seven-zip-test-'))
  process.env['TMPDIR'] = folder
})
afterAll(async () => {
  expect(await readdir(folder)).toEqual([])
  if (systemFolder === undefined) delete process.env['TMPDIR']
  else process.env['TMPDIR'] = systemFolder
  await rm(folder, { recursive: true, force: true })
})

const record = (number: number) =>
  JSON.stringify({
    eventVersion: '1.08',
    userIdentity: { type: 'IAMUser', userName: 'ana' },
    eventTime: '2024-05-01T00:00:00Z',
    eventSource: 'ec2.amazonaws.com',
    eventName: 'RunInstances',
    eventID: `e-${number}`,
  })
const RECORDS = [0, 1, 2, 3, 4].map(record)
const POSITIONS = [
  'logs/a.json: record 1',
  'logs/a.json: record 2',
  'logs/a.json: record 3',
  'logs/b.json: record 1',
  'logs/b.json: record 2',
]

/**
 * By 7-Zip, with different options. Each has a folder `logs` with two files, an empty file and a
 * hidden one.
 */
const ARCHIVES = {
  lzma2:
    'N3q8ryccAAQuqiRIRwEAAAAAAAAjAAAAAAAAANy8SPjgA7MAq10APB7ARUJvHHDjIQ/thWepQzFNFSdr+hYjs4N+laaYdklSMRkVWTBU3kKWyljV/AWHqwH5sD/ODZH/wlvVtLJO/XxOQnnE6PXLgWOI3EUFjhBNKwKnhdELzzrwJt9le47xcfoqvkz/bql26/ZDW5ucOacHQz8A3XENzAY7meHX1PKDb/A7mowCFIg2T/a8KWz1UvY/DSB+cXVsX8MtgefPVr1dMBLBAD2DaTcAAAAAgTMHrg/VMMjB1yTT/rNwGIFAHldcTKEdyzp8GnvDlzihLymstMzuBfeiyghROBiG7ngi6ws9P7H+GlBKaG8YQcs46I8X2ccsNWF06jDu8FCYcxed13YT5fH/PY2Cv8iupE2I+40b04/ZC8fd2i6sKQWYAD85GOW1rZFX/RooKxzOiETRNLqUNzJ2SMH7eEkAAAAXBoCzAQmAlAAHCwEAASMDAQEFXQAQAAAMgOoKASX9Lz4AAA==',
  lzma: 'N3q8ryccAASdWYDhQwEAAAAAAAAjAAAAAAAAAJ3x8PcAPB7ARUJvHHDjIQ/thWepQzFNFSdr+hYjs4N+laaYdklSMRkVWTBU3kKWyljV/AWHqwH5sD/ODZH/wlvVtLJO/XxOQnnE6PXLgWOI3EUFjhBNKwKnhdELzzrwJt9le47xcfoqvkz/bql26/ZDW5ucOacHQz8A3XENzAY7meHX1PKDb/A7mowCFIg2T/a8KWz1UvY/DSB+cXVsX8MtgefPVr1dMBLBAD2DaTcAAACBMweuD9UwoQwXJNP+s34viZK+vjmHtXppw+kbwp5O8/wcpOfpjZN5/TSxJK8MVmJS7HoK8o9jMmE+ZY0Y5EsXzpaWm/8w/svDTGV2AFKca3C2/sFmUA4Lco3xFnXlSwXmrs+wBL0kcBEvn2hh+vQozUzFdYCrtfcq6dYY01Q4UQJgG+z4RDSRDifrwJIiCn5akAAAABcGgKwBCYCXAAcLAQABIwMBAQVdABAAAAyA6goByQFhmQAA',
  copy: 'N3q8ryccAASQiF9NRAQAAAAAAAAjAAAAAAAAAKtIWHl4eyJldmVudFZlcnNpb24iOiIxLjA4IiwidXNlcklkZW50aXR5Ijp7InR5cGUiOiJJQU1Vc2VyIiwidXNlck5hbWUiOiJhbmEifSwiZXZlbnRUaW1lIjoiMjAyNC0wNS0wMVQwMDowMDowMFoiLCJldmVudFNvdXJjZSI6ImVjMi5hbWF6b25hd3MuY29tIiwiZXZlbnROYW1lIjoiUnVuSW5zdGFuY2VzIiwiZXZlbnRJRCI6ImUtMCJ9CnsiZXZlbnRWZXJzaW9uIjoiMS4wOCIsInVzZXJJZGVudGl0eSI6eyJ0eXBlIjoiSUFNVXNlciIsInVzZXJOYW1lIjoiYW5hIn0sImV2ZW50VGltZSI6IjIwMjQtMDUtMDFUMDA6MDA6MDBaIiwiZXZlbnRTb3VyY2UiOiJlYzIuYW1hem9uYXdzLmNvbSIsImV2ZW50TmFtZSI6IlJ1bkluc3RhbmNlcyIsImV2ZW50SUQiOiJlLTEifQp7ImV2ZW50VmVyc2lvbiI6IjEuMDgiLCJ1c2VySWRlbnRpdHkiOnsidHlwZSI6IklBTVVzZXIiLCJ1c2VyTmFtZSI6ImFuYSJ9LCJldmVudFRpbWUiOiIyMDI0LTA1LTAxVDAwOjAwOjAwWiIsImV2ZW50U291cmNlIjoiZWMyLmFtYXpvbmF3cy5jb20iLCJldmVudE5hbWUiOiJSdW5JbnN0YW5jZXMiLCJldmVudElEIjoiZS0yIn17IlJlY29yZHMiOlt7ImV2ZW50VmVyc2lvbiI6IjEuMDgiLCJ1c2VySWRlbnRpdHkiOnsidHlwZSI6IklBTVVzZXIiLCJ1c2VyTmFtZSI6ImFuYSJ9LCJldmVudFRpbWUiOiIyMDI0LTA1LTAxVDAwOjAwOjAwWiIsImV2ZW50U291cmNlIjoiZWMyLmFtYXpvbmF3cy5jb20iLCJldmVudE5hbWUiOiJSdW5JbnN0YW5jZXMiLCJldmVudElEIjoiZS0zIn0seyJldmVudFZlcnNpb24iOiIxLjA4IiwidXNlcklkZW50aXR5Ijp7InR5cGUiOiJJQU1Vc2VyIiwidXNlck5hbWUiOiJhbmEifSwiZXZlbnRUaW1lIjoiMjAyNC0wNS0wMVQwMDowMDowMFoiLCJldmVudFNvdXJjZSI6ImVjMi5hbWF6b25hd3MuY29tIiwiZXZlbnROYW1lIjoiUnVuSW5zdGFuY2VzIiwiZXZlbnRJRCI6ImUtNCJ9XX0AAIEzB65PnjhDrtglSBdfvoBXEre0JsAYNakeQcv+33Cwa5s3QHHMaAYtzmPYCRDNl45Wfb+XiAoPAYZx5bc9M/Nfw5VOvd2pE84q1XGyKNEN3pA8fM2nXVgRfYjM5/pXgWS5RVVw9Sf7rX/TtrS2k5EXk+8LXAd7Ooyuy1fH1Bxx7+13YFKZxoH+6IGgAAAXBoO0AQmAkAAHCwEAASMDAQEFXQAQAAAMgOoKAZvzGQAAAA==',
  bzip2:
    'N3q8ryccAAR3GJYxoQEAAAAAAAAjAAAAAAAAAET6PGBCWmg5MUFZJlNZJZ5ZzAABx1+AABAQB35QJCMfGi4j3/owATpWqEVNJBqM1HqeptAaAAGgiqQ9I9QNGgaAAGAEUqeoANAGgAGgwWFCeE4pnShNInpPIJtSEw1JeSyASYEgSQlf9xTNbb/q2JISWXOmBIDGmFKkt2p+CQlCSTQlSsZEhI5JNJpMwJAklAgSB5CQn5J0nTmkkkl0biTJCXJJMaZbKUqTaJSmJKEuSxMiTTEk6koglKSCTpETxWg/04K/UlSVBoTEkyeEuTwkhITykJCST9SsV+kwpekd05pBWKRwCTWpWkBN6UCupJE0JOm5MyQJ9oNaarBISL/R777kpQvl8F3JFOFCQJZ5ZzAAAIEzB64P1TghPLnGZtqLiO+BPHgqCx/Bkl7zvCASg8j6GKzG5JHFpJ4lLYi4xoyM+cJ/I9HFbyybpkgvJ8cqonqHGkGfOxMxVSwVUPSxkD3B0RndmD7Rl1lsYg2WU4GDLAwsy6jB6BjFdfh6+9Xb0tjcYV/3C2C7ZX0GXPQQaGaAb5JNp7g0kxlsCmToRGYAAAAXBoEOAQmAkwAHCwEAASMDAQEFXQAQAAAMgOoKAfz1cQYAAA==',
  deflate:
    'N3q8ryccAASiN3YQSwEAAAAAAAAjAAAAAAAAAPAX7WPVj70OwjAMhHcew3NbpaFIKBsSSwYYSmEAMUSphw5NUJICpcq7k/49RCRPd5/P5+8A+EblbmhsoxUwyDOyhwQ6i4bXwWlcD2wA178wuPxwugZnAc6iHUWhBPhkDqqaSaKEFinZpSSvCGHT3GFBLrozcoRQ0ky04qeV+NhM6nYlltyyU1xZJ5REu1r8OC6mBPwm0up5vNUp+AFKlNrUFtgj0i+24WCk1QvwT/8HAACBMweuD9UwoQwXJNP+spd6wRPoP+CnAopYt+kxuF3+07SHBhLJ9Lw4D9lPaXq6h5IjbojleDHrUpRnhVMKJtH1QsJQ6HlwJN786zS/Lskw2TX49+VEE825vrKzYMfgjAFXgItpFFfok7MvMyReo8m9iDEOX2GQNO4+C1cL+h3b1WU/ZwngpUg4djAvWUmkDXU77Gfk/7Uff3F4AAAAFwaArAEJgJ8ABwsBAAEjAwEBBV0AEAAADIDqCgFxesCEAAA=',
  ppmd: 'N3q8ryccAASBmAyIRQEAAAAAAAAjAAAAAAAAAIbPX+IAeAStEo1Up3tFGNFvC9XzxYtWomk8GDdrIoWkWlyDNf20k5KtJBCUYgxjuD+rRL/ogFT1nHsb8UsqJeajnEw8coBt7ZbOvese2LzOULtbllTE16+i3FWZ/UZooFhgnl1XQ7WRwhn4oieBBV0Vx0QY+Zz/L1ekUqZcVoAEqPaxjUrriudOeLBVRrTBJ2xWphlKsvmIISzFsx9+ufbm/DM+6BQ/vnxkSB1RwMhCy7cAAACBMweuD9UwshDXJNP+s34vmDJ4J7VZ0KT6ZTWve7Rr7WhJ1gQNXutpbOWfdQt/+N3cvowWOk7khamQXzJqVSHSyt8Ns3mvEJhSIoZ/fW4YMdwTJAbdbiHKN8s9Jg07Pl1LmF5Hk3XJZMFQ5jeij4+jjdci7UtOV8xiq5ivEtQ+avOIQnKyKPDwfNgNQS7k/CzAAAAAFwaArwEJgJYABwsBAAEjAwEBBV0AEAAADIDqCgFTho0LAAA=',
  encrypted:
    'N3q8ryccAAR0js7ZcQEAAAAAAAAjAAAAAAAAABv1xa/EQQfvTLZ6bnQOk8qOo2jQGjf0imzz7b9yfxbBtAOhdOCCpIt7a5z5Bbba031YmEeVpFiQ/xlzplhqanU8KQIphAOrh0QIIMHtAWuhZs2VpEwCdwUJgqnuF3n30WX8lXyN8ARcfKhpr5/83x1khQT+lctlpGLaQF6tBs/xUu3NZYwtW5QwEafrHHGxRKiUbcAOSPEEYKEQTwZ7eC6PlpUXhnLxz8OYwarG4/cwtB/Xb5WrII9dQje4Porke3pu5RMAAIEzB64P1TESgRck0c/kBCgFLxeDk2jii12nyqWXYdqq9s+L75n+Q6xG7RZrE0s8CBmNHlRpL4kfHuOwdXkjJADeilg2qhSYUMPEG63l9QEzgZNfwpRGUeP4nYGEiM3ftFbrK8+j/vxbeRxTmq5njsP4FkvUY/p9x2eLb4P3OxgXYQSQTFNsj/HSof74q11WBaxLAkIvrKC6S0iaUrMHBt+GTK3S9QAwDc6J1NAAAAAXBoDAAQmAsQAHCwEAASMDAQEFXQAQAAAMgQoKATZ/jB8AAA==',
  encryptedNames:
    'N3q8ryccAARISSAEgAEAAAAAAAA/AAAAAAAAABH+AUbVezBDRUsfoC+xdwDAGOz6HuNPQZbSMUobBDMK2doJvc+2/okxZVtxosJNwLMGHgGvkljhzZys3c8TmfzHANE6U1mhEHcqfNrqcWsXuIPvaYacIpygDTZX8tVKqFq3lsTAjjauvIC21u54s9jIWfXVcfFS0XQk+Xj7VXSwIogCA3g838GvgXcqFj5joXpqzrNPy8LzTXWfuTZngb2flu91N+dBLMjiYaj/oQQwxL/c1f67Qp9Z9INEKciv1pN9Ok5INpUWMhRtH2uyLxyGdgPSdHoMKeunaNgEnl1FEBrC4lRqkFGMtjysdw+mVA+XcM0By2lDja5A5F1EKqAlN8txN+Qgu1sDaNYKvEd+Nbcxl9URrFw44Aimw1XOTKYF/M94R2F9RwsNUFEYgyzMaF4GhQM+DVY58XTvtNvI4TIgBLzO8YkKOsgSYdhxHQkSNMwknpDIJGkMeEqU5W+mDC87zmnjSJC9rH6PpAvmuIe+1VWD8e3UIKoNRpuKKB7weEQXBoDAAQmAwAAHCwEAAiQG8QcBElMPLnur+fIqy4Bd4YRZ/KjiYiMDAQEFXQAQAAABAAyAsYEKCgH/vBWcAAA=',
  plainHeader:
    'N3q8ryccAATRtAHCswAAAAAAAADqAAAAAAAAAID4lFngA7MAq10APB7ARUJvHHDjIQ/thWepQzFNFSdr+hYjs4N+laaYdklSMRkVWTBU3kKWyljV/AWHqwH5sD/ODZH/wlvVtLJO/XxOQnnE6PXLgWOI3EUFjhBNKwKnhdELzzrwJt9le47xcfoqvkz/bql26/ZDW5ucOacHQz8A3XENzAY7meHX1PKDb/A7mowCFIg2T/a8KWz1UvY/DSB+cXVsX8MtgefPVr1dMBLBAD2DaTcAAAEEBgABCYCzAAcLAQABISEBAAyDtAAIDQMJAYIwCgGDFtyMMxrXfuFVAm8AAAUFDgHADwFAGQYAAAAAAAARYQBsAG8AZwBzAAAAZQBtAHAAdAB5AC4AagBzAG8AbgAAAC4AaABpAGQAZABlAG4AAABsAG8AZwBzAC8AYQAuAGoAcwBvAG4AAABsAG8AZwBzAC8AYgAuAGoAcwBvAG4AAAAZAgAAFCoBACB0Sb/Ofd0BIHRJv8593QEgdEm/zn3dASB0Sb/Ofd0BIHRJv8593QEVFgEAEID/QSCAtoEggLaBIIC2gSCAtoEAAA==',
  notSolid:
    'N3q8ryccAARhuM6/2gEAAAAAAAAjAAAAAAAAAPEuZVcBAAB4AOACLwCTXQA9iIino5Svjd8al/x6IGUdaWJgjdBgOJpm/3+t1w+jaHrDwGO2RQ2Ye3yM0rX0xyNpUtl1ckLYyXOAO13c+Os5PQcDAsCUw9nT8G6xSSUWfMm0ht/R15zXYYSsaAW0LTQ/tadZkE0nn2xYEFLETNR42vNsDeXFr7pYLdUnY7AiIqXwoK1tKWH6HvH0rm843anWUQAA4AGCAJ1dAD2IhkZTU+/GsqOg+qgdVt1ZI3qYwmahDFg2lzhjzbm7Nk/yDqXzWa6DxPDCkAhO36wvnVs29IfLDi8uuuaUOVVi1UTj1u2nhXNugmSh1EQwmoySaMPmPh4mf64FTbxQYw4A3te81YkPzeZrx5CRPVKQwvk/bv48zY/u2DKmqZLg0H9ExPB+W8n29tVADpmAeyT3oYte1vaj3gotQgAAAACBMweuT56bwBG8LkpaRri8IDNh6uIi1YKh81+FkPIHFHd2Hl/cr6MJtuDouJYkgnHNdoDSDv8hzBwqwFuRKTqPY42HNpTtgk4KEE7wWVHvpoe/TuVaIUiSbEClgRUoFP8c7sbcaFzP3LwJfXNHWRi5QCMOCURimnqZa3nLxsXPZKA98hPKvlmhnLgMXXcTzVwAAAAXBoFFAQmAlQAHCwEAASMDAQEFXQAQAAAMgPoKAR/zKaoAAA==',
} as const
const archive = (name: keyof typeof ARCHIVES) => Buffer.from(ARCHIVES[name], 'base64')

describe('a 7z archive', () => {
  test.each(['lzma2', 'lzma', 'copy', 'bzip2', 'deflate', 'plainHeader', 'notSolid'] as const)(
    'that was made with %s is read',
    async (name) => {
      for (const chunkSize of [1, 100_000])
        expect(await find(archive(name), { chunkSize })).toEqual({
          records: RECORDS,
          positions: POSITIONS,
          problems: [],
        })
    },
  )

  test('in another archive is read', async () => {
    const { positions } = await find(zip([{ name: 'x.7z', content: archive('lzma2') }]))
    expect(positions).toEqual(POSITIONS.map((position) => `x.7z/${position}`))
  })

  test('that is encrypted, or compressed in another way, says so', async () => {
    const { problems } = await find(archive('encrypted'))
    expect(problems.map(({ position }) => position)).toEqual(['logs/a.json', 'logs/b.json'])
    expect(problems[0]!.reason).toContain('The file is encrypted')
    expect((await find(archive('encryptedNames'))).problems).toEqual([
      { position: null, reason: expect.stringContaining('encrypted') as string },
    ])
    expect((await find(archive('ppmd'))).problems[0]!.reason).toContain('Unpack the archive with 7z x FILE')
  })

  test('that is cut off or damaged has no record that is not in it, and a problem', async () => {
    for (const name of ['lzma2', 'copy', 'bzip2', 'notSolid'] as const) {
      const whole = archive(name)
      for (let at = 7; at < whole.length; at += 13) {
        const cut = await find(whole.subarray(0, at))
        expect([cut.records, cut.problems.length]).toEqual([[], 1])
        const damaged = Buffer.from(whole)
        damaged[at] = damaged[at]! ^ 0x55
        const found = await find(damaged)
        if (found.records.length < RECORDS.length) expect(found.problems.length).toBeGreaterThan(0)
      }
    }
  })

  test('with too many files stops there', async () => {
    const { problems } = await find(archive('lzma2'), { limits: { maxZipEntries: 2 } })
    expect(problems.at(-1)!.reason).toContain('more than 2 files')
  })
})
