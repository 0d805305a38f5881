import t from 'tap'
import { type NumberKind, nextNumber, nextNumbers } from '../../../src/domain/proposals/numbers.ts'
import { Refused, userError } from '../../../src/kernel/user-error.ts'
import { systemViewer } from '../../../src/kernel/viewer.ts'
import { command, execute, type Work } from '../../../src/platform/commands/command.ts'
import { M, outcome, send } from '../../support/examination.ts'
import fc from '../../support/properties.ts'
import { type ProposalWorld, proposalWorld } from '../../support/proposals.ts'

const ROLLED_BACK = userError('INVALID_STATE', null, '不行', 'No')

/** Takes a number as a command does, and gives it back by being refused. */
async function take(w: ProposalWorld, run: (work: Work) => Promise<number>, isRefused = false): Promise<number | null> {
  const services = { ...w.services, viewer: systemViewer('140200') }
  const context = { ...services, language: 'zh' as const, requestId: 'test', address: '', userAgent: '' }
  const taking = command('proposalFile', async (work: Work) => {
    const number = await run(work)
    if (isRefused) throw new Refused(ROLLED_BACK)
    return { number }
  })
  return (await execute(context, taking, undefined)).result?.number ?? null
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)
const byValue = (a: number, b: number) => a - b

t.test('numbers of 50 filings at once, with as many that are rolled back, have no gap', async t => {
  const w = await proposalWorld(t, { several: true })
  const given = await Promise.all(upTo(50).map(() => w.given.proposal({ state: 'RECHECKED' })))
  const one = (work: Work) => nextNumber(work, '140200', w.session.sessionId, 'CASE')
  const answers = await Promise.all(
    given.flatMap((proposal, index) => [
      send(index % 2 ? w.office : w.colleague, M.file, proposal),
      take(w, one, true),
      ...(index % 5 === 0 ? [send(w.office, M.file, { ...proposal, version: 9 })] : []),
    ]),
  )
  const filed = answers.filter(answer => answer !== null).filter(answer => typeof answer !== 'number')
  t.equal(filed.filter(answer => outcome(answer) === 'DONE').length, 50)
  const { rows } = await w.owner.query<{ case_number: number }>('select case_number from proposals order by 1')
  t.same(
    rows.map(row => row.case_number),
    upTo(50),
  )
  t.equal(await take(w, one), 51)
})

t.test('what is refused after it took its number gives it back', async t => {
  const w = await proposalWorld(t)
  const one = (work: Work) => nextNumber(work, '140200', w.session.sessionId, 'CASE')
  const { result, same } = await w.unchanged(() => take(w, one, true))
  t.equal(result, null)
  t.ok(same)
  t.equal(await take(w, one), 1)
})

t.test('each session and each kind counts for itself; a batch takes numbers in a row', async t => {
  const w = await proposalWorld(t, { several: true })
  const other = '019a0000-0000-7000-8000-000000000001'
  await w.owner.query(
    `insert into sessions (organization_id, id, term_id, number, starts_on, ends_on) values ($1, $2, $3, 4, '2024-01-01', '2024-01-05')`,
    ['140200', other, w.first.termId],
  )
  const step = fc.record({
    session: fc.constantFrom(w.session.sessionId, other),
    kind: fc.constantFrom<NumberKind>('RECEIPT', 'CASE'),
    count: fc.integer({ min: 1, max: 5 }),
    isRefused: fc.boolean(),
  })
  const used = new Map<string, number[]>()
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async steps => {
      await Promise.all(
        steps.map(async ({ session, kind, count, isRefused }) => {
          const first = await take(w, work => nextNumbers(work, '140200', session, kind, count), isRefused)
          const key = `${session} ${kind}`
          const taken = first === null ? [] : upTo(count).map(number => first + number - 1)
          used.set(key, [...(used.get(key) ?? []), ...taken])
        }),
      )
      return [...used.values()].every(numbers => numbers.sort(byValue).every((number, index) => number === index + 1))
    }),
    { numRuns: 15 },
  )
  t.equal(used.size, 4)
})
