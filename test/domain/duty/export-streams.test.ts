import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import type { ExportedRecord } from '../../../src/domain/duty/exports/read.ts'
import { recordsAsCsv, recordsAsWorkbook } from '../../../src/domain/duty/exports/write.ts'

const record: ExportedRecord = {
  id: '018f0000-0000-7000-8000-000000000000',
  member: '张三',
  category: 'VISIT',
  title: '走访',
  occurredOn: '2024-03-05',
  scoreYear: 2024,
  facts: { kind: 'ENTERPRISE' },
  state: 'CONFIRMED',
  reason: null,
  recordedBy: null,
  decidedBy: null,
  decidedAt: null,
  createdAt: '2024-03-06T09:00:00+08:00',
}

/** Pages without end, and how many were taken. */
function endless() {
  const taken = { pages: 0, isEnded: false }
  const pages = async function* () {
    try {
      for (;;) {
        taken.pages++
        // Incompressible, so that the workbook grows as the records do.
        yield Array.from({ length: 200 }, () => ({ ...record, title: crypto.randomUUID().repeat(4) }))
      }
    } finally {
      taken.isEnded = true
    }
  }
  return { taken, pages: pages() }
}

const until = async (condition: () => boolean) => {
  for (let tries = 0; !condition() && tries < 200; tries++) await sleep(10)
  return condition()
}

/** The number stops growing, within five seconds, for half of one. */
async function standsStill(number: () => number): Promise<boolean> {
  for (let tries = 0; tries < 10; tries++) {
    const before = number()
    await sleep(500)
    if (number() === before) return true
  }
  return false
}

for (const [name, write] of Object.entries({ workbook: recordsAsWorkbook, csv: recordsAsCsv })) {
  t.test(`${name}: a reader that does not read holds the writer back, one that goes away ends it`, async t => {
    const { taken, pages } = endless()
    const stream = write(pages)
    stream.on('error', () => {})
    let bytes = 0
    stream.on('data', chunk => {
      bytes += chunk.length
      if (bytes > 300_000) stream.pause()
    })
    t.ok(await until(() => bytes > 300_000))
    t.ok(await standsStill(() => taken.pages), 'no more pages are read once the buffers are full')
    stream.destroy()
    t.ok(await until(() => taken.isEnded), 'the reading has ended')
  })

  t.test(`${name}: an error of the database breaks the download off`, async t => {
    const failing = async function* () {
      yield [record]
      throw new Error('the database went away')
    }
    const stream = write(failing())
    const error = await new Promise<Error>(resolve => stream.on('error', resolve).resume())
    t.match(error, { message: 'the database went away' })
    t.ok(stream.destroyed)
  })
}
