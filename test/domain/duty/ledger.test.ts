import t from 'tap'
import { CONFIRM, CREATE, RETURN, REVERSE, someDuty, WITHDRAW } from '../../support/duty.ts'
import { type GivenMember, givenMember } from '../../support/members.ts'
import fc from '../../support/properties.ts'
import { type Answer, type Client, type World, world } from '../../support/world.ts'

/** What a person may do next; `on` picks one of the records there are. */
const command = fc.oneof(
  fc.record({ verb: fc.constant('create' as const), title: fc.integer({ min: 1, max: 3 }) }),
  fc.record({
    verb: fc.constantFrom('confirm', 'return', 'withdraw', 'reverse', 'replace' as const),
    on: fc.nat(20),
    // A client that read the record before its last change.
    isStale: fc.boolean(),
  }),
)

type Step = typeof command extends fc.Arbitrary<infer One> ? One : never

interface Row {
  readonly id: string
  readonly state: string
  readonly version: number
  readonly title: string
  readonly facts: object
  readonly occurred_on: string
  readonly reverses_id: string | null
  readonly replaces_id: string | null
}

const ledgerOf = async (w: World, member: GivenMember): Promise<Map<string, Row>> => {
  const { rows } = await w.owner.query<Row>(
    `select id, state, version, title, facts, occurred_on::text, reverses_id, replaces_id from duty_records where member_id = $1
     order by created_at, id`,
    [member.memberId],
  )
  return new Map(rows.map(row => [row.id, row]))
}

const NEXT: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  confirm: { PENDING: 'CONFIRMED' },
  return: { PENDING: 'RETURNED' },
  withdraw: { PENDING: 'WITHDRAWN' },
  reverse: { CONFIRMED: 'REVERSED' },
}
const QUERY: Readonly<Record<string, string>> = {
  confirm: CONFIRM,
  return: RETURN,
  withdraw: WITHDRAW,
  reverse: REVERSE,
}

const codeOf = (answer: Answer) => {
  if (answer.errors) return answer.errors[0]?.extensions?.code ?? 'UNKNOWN'
  return Object.values<{ userErrors: { code: string }[] }>(answer.data)[0]?.userErrors[0]?.code ?? 'DONE'
}

const counts = (row: Row) => row.state === 'PENDING' || row.state === 'CONFIRMED'

/** What the model says of a command on the ledger as it stands. */
function expected(rows: Map<string, Row>, verb: string, row: Row | undefined, isStale: boolean, title: string): string {
  // A reversal was entered by the office: the member's own verbs do not reach it.
  if (row?.state === 'REVERSAL' && (verb === 'replace' || verb === 'withdraw')) return 'FORBIDDEN'
  if (verb === 'create' || verb === 'replace') {
    const codes: string[] = []
    if (row && !['RETURNED', 'WITHDRAWN', 'REVERSED'].includes(row.state)) codes.push('INVALID_STATE')
    else if (row && [...rows.values()].some(r => r.replaces_id === row.id)) codes.push('ALREADY_REPLACED')
    if ([...rows.values()].some(r => r.title === title && counts(r))) codes.push('DUPLICATE_RECORD')
    return codes[0] ?? 'DONE'
  }
  if (isStale) return 'VERSION_CONFLICT'
  return NEXT[verb]?.[row?.state ?? ''] ? 'DONE' : 'INVALID_STATE'
}

function invariants(rows: Map<string, Row>): string[] {
  const all = [...rows.values()]
  const broken = (name: string, bad: boolean) => (bad ? [name] : [])
  const reversals = all.filter(r => r.state === 'REVERSAL')
  const reversed = all.filter(r => r.state === 'REVERSED')
  return [
    ...broken('each reversed record has its one reversal', reversals.length !== reversed.length),
    ...broken(
      'a reversal takes back a reversed record',
      reversals.some(r => rows.get(r.reverses_id ?? '')?.state !== 'REVERSED'),
    ),
    ...broken(
      'a reversal says what its record said',
      reversals.some(r => {
        const twin = rows.get(r.reverses_id ?? '')
        return (
          JSON.stringify([r.title, r.facts, r.occurred_on]) !==
          JSON.stringify([twin?.title, twin?.facts, twin?.occurred_on])
        )
      }),
    ),
    ...broken(
      'nothing is reversed or replaced twice',
      [reversals.map(r => r.reverses_id), all.flatMap(r => r.replaces_id ?? [])].some(
        ids => new Set(ids).size < ids.length,
      ),
    ),
    ...broken(
      'a record and its replacement never both count',
      all.some(r => {
        const old = rows.get(r.replaces_id ?? '')
        return old !== undefined && counts(old)
      }),
    ),
    ...broken(
      'never two that count for one thing',
      (titles => new Set(titles).size < titles.length)(all.filter(counts).map(r => r.title)),
    ),
  ]
}

t.test('any sequence of commands keeps the ledger’s invariants', async t => {
  const w = await world(t)
  const office = await w.as('LIAISON_OFFICE')
  const step = async (member: GivenMember, client: Client, one: Step) => {
    const before = await ledgerOf(w, member)
    const list = [...before.values()]
    const row = one.verb === 'create' ? undefined : list[one.on % Math.max(1, list.length)]
    if (one.verb !== 'create' && !row) return
    const isStale = one.verb !== 'create' && one.isStale
    const title = one.verb === 'create' ? `调研之${one.title}` : (row?.title ?? '')
    const target = {
      id: `duty_${member.organizationId}_${row?.id}`,
      expectedVersion: (row?.version ?? 0) - (isStale ? 1 : 0),
    }
    const answer =
      one.verb === 'create' || one.verb === 'replace'
        ? await client.run(CREATE, {
            input: someDuty({ member: member.id, title, ...(row ? { replaces: target.id } : {}) }),
          })
        : await (one.verb === 'withdraw' ? client : office).run(QUERY[one.verb] ?? '', {
            ...target,
            ...(one.verb === 'return' || one.verb === 'reverse' ? { input: { reason: '有误' } } : {}),
          })
    const code = codeOf(answer)
    const after = await ledgerOf(w, member)
    const wanted = expected(before, one.verb, row, isStale, title)
    if (code !== wanted) throw new Error(`${one.verb} on ${row?.state}: ${code}, the model says ${wanted}`)
    checkStep(before, after, row, code === 'DONE' ? one.verb : null)
    const broken = invariants(after)
    if (broken.length > 0) throw new Error(broken.join('; '))
  }
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 4, maxLength: 14 }), async commands => {
      const member = await givenMember(w, 'CITY', { name: '张三' })
      const client = await w.newClient({ role: 'MEMBER', place: 'CITY', personId: member.personId })
      for (const one of commands) await step(member, client, one)
      const { rows } = await w.owner.query(
        `select (select count(distinct l.record_id) from change_log l join change_payloads p using (organization_id, epoch, seq)
            where p.payload ->> 'state' = 'CONFIRMED' and p.payload ->> 'memberId' = $1::text)::int
          - (select count(*) from duty_records where member_id = $1::uuid and state = 'REVERSAL')::int
          - (select count(*) from duty_records where member_id = $1::uuid and state = 'CONFIRMED')::int as difference`,
        [member.memberId],
      )
      if (rows[0].difference !== 0) throw new Error('what counts is not what was confirmed less what was reversed')
    }),
    { numRuns: 25 },
  )
  t.same((await w.owner.query('select * from verify_changes(140200)')).rows, [], 'and the chain holds')
})

/** Content never changes, versions grow by one with the state, and a refused command changes nothing. */
function checkStep(before: Map<string, Row>, after: Map<string, Row>, row: Row | undefined, done: string | null): void {
  const state = done ? NEXT[done]?.[row?.state ?? ''] : undefined
  for (const [id, old] of before) {
    const wanted = id === row?.id && state ? { ...old, state, version: old.version + 1 } : old
    if (JSON.stringify(after.get(id)) !== JSON.stringify(wanted))
      throw new Error(`${done}: ${JSON.stringify(after.get(id))}`)
  }
  const born = after.size - before.size
  if (born !== (done === 'create' || done === 'replace' || done === 'reverse' ? 1 : 0))
    throw new Error(`${done} wrote ${born} records`)
}
