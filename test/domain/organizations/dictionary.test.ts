import t from 'tap'
import { newId } from '../../../src/kernel/ids.ts'
import { type Client, type World, world } from '../../support/world.ts'

const CREATE = `mutation ($organization: ID, $dictionary: DictionaryKind!, $input: DictionaryEntryCreateInput!) {
  answer: dictionaryEntryCreate(organization: $organization, dictionary: $dictionary, input: $input) {
    dictionaryEntry { __typename id code name aliases rank isActive version organization { code } ... on UndertakingUnit { assigningOffice { name } } }
    userErrors { code field message }
  }
}`
const changing = (
  name: string,
  input = '',
) => `mutation ($id: ID!, $expectedVersion: Int!${input && ', $input: DictionaryEntryUpdateInput!'}) {
  answer: ${name}(id: $id, expectedVersion: $expectedVersion${input && ', input: $input'}) {
    dictionaryEntry { __typename id name aliases rank isActive version ... on UndertakingUnit { assigningOffice { name } } }
    userErrors { code field message }
  }
}`
const UPDATE = changing('dictionaryEntryUpdate', 'input')
const RETIRE = changing('dictionaryEntryRetire')
const RESTORE = changing('dictionaryEntryRestore')

const administrator = (w: World): Promise<Client> => w.as('ORGANIZATION_ADMINISTRATOR')

const entryId = async (client: Client, list: string, name: string): Promise<string> => {
  const { data } = await client.run(`{ organization { ${list} { id name } } }`)
  return data.organization[list].find((entry: { name: string }) => entry.name === name).id
}

const codes = (answer: { data: { answer: { userErrors: { code: string; field: string[] | null }[] } } }) =>
  answer.data.answer.userErrors.map(({ code, field }) => `${code} ${field?.join('.')}`)

const logOf = async (w: World, id: string) => {
  const { rows } = await w.owner.query(
    `select l.action, l.op, l.version, l.record_type as type, p.payload->>'name' as name from change_log l
     join change_payloads p using (organization_id, epoch, seq) where l.record_id = $1 order by l.seq`,
    [id.split('_').at(-1)],
  )
  return rows
}

t.test('an administrator adds, renames, retires and restores an entry', async t => {
  const w = await world(t)
  const admin = await administrator(w)
  const made = await admin.run(CREATE, {
    dictionary: 'SECTOR',
    input: { name: ' 环境资源界 ', aliases: ['资源环境界'] },
  })
  const entry = made.data.answer.dictionaryEntry
  t.match(entry, {
    __typename: 'Sector',
    code: 'L1',
    name: '环境资源界',
    aliases: ['资源环境界'],
    rank: 5,
    isActive: true,
    version: 1,
    organization: { code: '140200' },
  })
  const { id } = entry
  const renamed = await admin.run(UPDATE, {
    id,
    expectedVersion: 1,
    input: { name: '资源环境界', aliases: ['环境资源界'], rank: 0 },
  })
  t.match(renamed.data.answer, {
    dictionaryEntry: { name: '资源环境界', aliases: ['环境资源界'], rank: 0, version: 2 },
    userErrors: [],
  })
  const cleared = await admin.run(UPDATE, { id, expectedVersion: 2, input: { aliases: null } })
  t.match(cleared.data.answer.dictionaryEntry, { name: '资源环境界', aliases: [], rank: 0, version: 3 })
  t.match((await admin.run(RETIRE, { id, expectedVersion: 3 })).data.answer.dictionaryEntry, {
    isActive: false,
    version: 4,
  })
  t.match((await admin.run(RESTORE, { id, expectedVersion: 4 })).data.answer.dictionaryEntry, {
    isActive: true,
    version: 5,
  })
  const line = (action: string, version: number, name: string) => ({
    action: `dictionaryEntry${action}`,
    op: version === 1 ? 'CREATE' : 'UPDATE',
    version,
    type: 'Sector',
    name,
  })
  t.same(await logOf(w, id), [
    line('Create', 1, '环境资源界'),
    line('Update', 2, '资源环境界'),
    line('Update', 3, '资源环境界'),
    line('Retire', 4, '资源环境界'),
    line('Restore', 5, '资源环境界'),
  ])
})

t.test('every dictionary is edited by the same commands', async t => {
  const w = await world(t)
  const admin = await administrator(w)
  for (const [dictionary, type] of [
    ['SECTOR', 'Sector'],
    ['PARTY', 'Party'],
    ['POSITION', 'Position'],
    ['SPECIAL_COMMITTEE', 'SpecialCommittee'],
    ['ASSIGNING_OFFICE', 'AssigningOffice'],
    ['UNDERTAKING_UNIT', 'UndertakingUnit'],
    ['ACTIVITY_KIND', 'ActivityKind'],
  ]) {
    const made = await admin.run(CREATE, { dictionary, input: { name: '新增项' } })
    const { __typename, id } = made.data.answer.dictionaryEntry
    t.equal(__typename, type)
    const changed = await admin.run(UPDATE, { id, expectedVersion: 1, input: { name: '改名项' } })
    t.match(changed.data.answer.dictionaryEntry, { __typename: type, id, name: '改名项' })
  }
})

t.test('an undertaking unit has an active assigning office of its own committee', async t => {
  const w = await world(t)
  const admin = await administrator(w)
  const office = async (client: Client, name: string) =>
    (await client.run(CREATE, { dictionary: 'ASSIGNING_OFFICE', input: { name } })).data.answer.dictionaryEntry.id
  const [government, party] = [await office(admin, '政府办公室'), await office(admin, '党委办公室')]
  const foreign = await office(await w.as('ORGANIZATION_ADMINISTRATOR', 'COUNTY'), '政府办公室')
  const unit = (assigningOffice: string, dictionary = 'UNDERTAKING_UNIT') =>
    admin.run(CREATE, { dictionary, input: { name: '市教育局', aliases: ['教育局'], assigningOffice } })

  const refused = await w.unchanged(async () => [
    codes(await unit(foreign)),
    codes(await unit('nonsense')),
    codes(await unit(government, 'SECTOR')),
  ])
  t.same(refused, {
    result: [
      ['NOT_FOUND input.assigningOffice'],
      ['NOT_FOUND input.assigningOffice'],
      ['NOT_APPLICABLE input.assigningOffice'],
    ],
    same: true,
  })
  const made = (await unit(government)).data.answer.dictionaryEntry
  t.same(made.assigningOffice, { name: '政府办公室' })
  t.match(
    (await admin.run(RETIRE, { id: government, expectedVersion: 1 })).data.answer.dictionaryEntry,
    { isActive: false },
    'in use and retired',
  )
  const kept = await admin.run(UPDATE, {
    id: made.id,
    expectedVersion: 1,
    input: { rank: 9, assigningOffice: government },
  })
  t.same(kept.data.answer.dictionaryEntry.assigningOffice, { name: '政府办公室' }, 'what refers to it keeps it')
  const moved = await admin.run(UPDATE, { id: made.id, expectedVersion: 2, input: { assigningOffice: party } })
  t.same(moved.data.answer.dictionaryEntry.assigningOffice, { name: '党委办公室' })
  const back = await w.unchanged(async () =>
    codes(await admin.run(UPDATE, { id: made.id, expectedVersion: 3, input: { assigningOffice: government } })),
  )
  t.same(back, { result: ['RETIRED input.assigningOffice'], same: true })
  const freed = await admin.run(UPDATE, { id: made.id, expectedVersion: 3, input: { assigningOffice: null } })
  t.equal(freed.data.answer.dictionaryEntry.assigningOffice, null)
})

t.test('bad input is refused with every field named, and nothing is written', async t => {
  const w = await world(t)
  const admin = await administrator(w)
  const id = await entryId(admin, 'sectors', '经济界')
  const create = (input: object) => admin.run(CREATE, { dictionary: 'SECTOR', input })
  const update = (input: object) => admin.run(UPDATE, { id, expectedVersion: 1, input })
  const cases: [() => Promise<Awaited<ReturnType<typeof create>>>, string[]][] = [
    [() => create({ name: '' }), ['REQUIRED input.name']],
    [() => create({ name: '界'.repeat(51) }), ['TOO_LONG input.name']],
    [() => create({ name: '经\u202e济' }), ['INVALID_TEXT input.name']],
    [
      () => create({ name: '教育界', aliases: ['经济界', '新'] }),
      ['ALIAS_TAKEN input.name', 'ALIAS_TAKEN input.aliases.0'],
    ],
    [() => create({ name: '新界', aliases: ['新 界'] }), ['ALIAS_REPEATED input.aliases.0']],
    [
      () => create({ name: '', code: 'c1', rank: -1 }),
      ['INVALID_CODE input.code', 'REQUIRED input.name', 'OUT_OF_RANGE input.rank'],
    ],
    [() => create({ name: '新界', code: 'C1' }), ['CODE_TAKEN input.code']],
    [() => update({ name: '农 业 界' }), ['ALIAS_TAKEN input.name']],
    [() => update({ name: null, rank: null }), ['REQUIRED input.name', 'REQUIRED input.rank']],
    [() => admin.run(RESTORE, { id, expectedVersion: 1 }), ['ALREADY_ACTIVE id']],
    [() => admin.run(UPDATE, { id, expectedVersion: 9, input: {} }), ['VERSION_CONFLICT expectedVersion']],
    [() => admin.run(UPDATE, { id: 'sec_1', expectedVersion: 1, input: {} }), ['NOT_FOUND id']],
    [() => admin.run(UPDATE, { id: `sec_140200_${newId()}`, expectedVersion: 1, input: {} }), ['NOT_FOUND id']],
    [
      () => admin.run(CREATE, { organization: 'org_999999', dictionary: 'SECTOR', input: { name: '新界' } }),
      ['NOT_FOUND organization'],
    ],
    [
      () => admin.run(CREATE, { organization: id, dictionary: 'SECTOR', input: { name: '新界' } }),
      ['NOT_FOUND organization'],
    ],
  ]
  for (const [run, expected] of cases) {
    const { result, same } = await w.unchanged(run)
    t.same(codes(result), expected, expected.join())
    t.equal(result.data.answer.dictionaryEntry, null)
    t.ok(same, `${expected.join()}: nothing changed`)
  }
  const english = await admin.run(
    CREATE,
    { dictionary: 'SECTOR', input: { name: '经济界' } },
    { 'accept-language': 'en' },
  )
  t.equal(english.data.answer.userErrors[0].message, '"经济界" is already a name or alias of "经济界"')
})

t.test('what is no text or no value of its type never reaches a command', async t => {
  const w = await world(t)
  const admin = await administrator(w)
  for (const variables of [
    { dictionary: 'SECTOR', input: {} },
    { dictionary: 'SECTOR', input: { name: 5 } },
    { dictionary: 'SECTOR', input: { name: '新', rank: 'first' } },
    { dictionary: 'SECTOR', input: { name: '新', id: 'not-a-uuid' } },
    { dictionary: 'NOTHING', input: { name: '新' } },
    { dictionary: 'SECTOR', input: { name: '新\u0000' } },
    { dictionary: 'SECTOR', input: { name: '新\ud800' } },
  ]) {
    const { result, same } = await w.unchanged(() => admin.run(CREATE, variables))
    const refused = result.status === 400 || result.data?.answer?.userErrors[0]?.code === 'INVALID_TEXT'
    t.ok(refused, JSON.stringify(variables))
    t.ok(same)
  }
})

t.test('only an administrator of the committee edits its dictionaries', async t => {
  const w = await world(t)
  const id = await entryId(await administrator(w), 'sectors', '经济界')
  const countyId = await entryId(await w.as('LIAISON_OFFICE', 'COUNTY'), 'sectors', '经济界')
  const forbidden = [
    [await w.as('LIAISON_OFFICE'), id],
    [await w.as('MEMBER'), id],
    [await w.as('SECURITY_ADMINISTRATOR'), id],
    [await administrator(w), countyId],
  ] as const
  for (const [client, target] of forbidden) {
    const { result, same } = await w.unchanged(() =>
      client.run(UPDATE, { id: target, expectedVersion: 1, input: { name: '改名界' } }),
    )
    t.equal(result.errors?.[0]?.extensions?.code, 'FORBIDDEN')
    t.ok(same)
  }
  for (const place of ['COUNTY', 'OTHER_CITY'] as const) {
    const stranger = await w.as('ORGANIZATION_ADMINISTRATOR', place)
    const { result, same } = await w.unchanged(() =>
      stranger.run(UPDATE, { id, expectedVersion: 1, input: { name: '改名界' } }),
    )
    t.same(codes(result), ['NOT_FOUND id'], 'what one cannot see does not exist')
    t.ok(same)
  }
  const created = await w.unchanged(async () =>
    (await administrator(w)).run(CREATE, { organization: 'org_140212', dictionary: 'SECTOR', input: { name: '新界' } }),
  )
  t.equal(created.result.errors?.[0]?.extensions?.code, 'FORBIDDEN', 'the city does not edit its county')
  t.ok(created.same)
  const anonymous = await w.unchanged(() => w.nobody.run(RETIRE, { id, expectedVersion: 1 }))
  t.equal(anonymous.result.errors?.[0]?.extensions?.code, 'UNAUTHENTICATED')
  t.ok(anonymous.same)
})

t.test('a repeated create makes one entry, and its id serves no other content', async t => {
  const w = await world(t)
  const admin = await administrator(w)
  const variables = { dictionary: 'SECTOR', input: { id: newId(), name: '环境资源界' } }
  const first = await admin.run(CREATE, variables)
  const again = await w.unchanged(() => admin.run(CREATE, variables))
  t.same(again.result.data.answer, first.data.answer)
  t.ok(again.same)
  const other = await w.unchanged(() =>
    admin.run(CREATE, { ...variables, input: { ...variables.input, name: '体育界' } }),
  )
  t.same(codes(other.result), ['ID_REUSED input.id'])
  t.ok(other.same)
})

t.test('of two administrators only one has the last word', async t => {
  const w = await world(t)
  const admins = [await administrator(w), await w.newClient({ role: 'ORGANIZATION_ADMINISTRATOR', place: 'CITY' })]
  const id = await entryId(await administrator(w), 'sectors', '经济界')
  const edits = await Promise.all(
    admins.map((admin, i) => admin.run(UPDATE, { id, expectedVersion: 1, input: { name: `经济界${i}` } })),
  )
  t.same(edits.flatMap(codes), ['VERSION_CONFLICT expectedVersion'])
  const adds = await Promise.all(
    admins.map((admin, i) =>
      admin.run(CREATE, { dictionary: 'SECTOR', input: { name: `新界${i}`, aliases: ['同名'] } }),
    ),
  )
  t.same(adds.flatMap(codes), ['ALIAS_TAKEN input.aliases.0'], 'an alias is unique also between two at once')
  const { rows } = await w.owner.query(
    `select count(*)::int as n, count(distinct code)::int as codes from sectors where organization_id = 140200`,
  )
  t.same(rows, [{ n: 6, codes: 6 }])
})
