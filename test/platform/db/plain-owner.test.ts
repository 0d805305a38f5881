import pg from 'pg'
import t from 'tap'
import { migrate } from '../../../src/platform/db/migrate.ts'
import { emptyDatabase } from '../../support/postgres.ts'
import { world } from '../../support/world.ts'

/** In production the schema belongs to a role that is no superuser: FORCE ROW LEVEL SECURITY binds it too. */
t.test('the service works where the owner of the schema is an ordinary role', async t => {
  const database = await emptyDatabase(t)
  const owner = `owner_${database.name}`
  const admin = new pg.Client({ connectionString: database.ownerUrl })
  await admin.connect()
  await admin.query(`create role "${owner}" login password 'plain' nosuperuser nobypassrls nocreaterole`)
  await admin.query(`alter database "${database.name}" owner to "${owner}"; alter schema public owner to "${owner}"`)
  t.teardown(async () => {
    await admin.query(`reassign owned by "${owner}" to current_user; drop owned by "${owner}"; drop role "${owner}"`)
    await admin.end()
  })
  const url = new URL(database.ownerUrl)
  url.username = owner
  url.password = 'plain'
  await migrate(url.href)

  const w = await world(t, { database })
  const county = await w.as('ORGANIZATION_ADMINISTRATOR', 'COUNTY')
  const answer = await county.run(`mutation {
    dictionaryEntryCreate(dictionary: SECTOR, input: { name: "特邀人士" }) { dictionaryEntry { name } userErrors { code } }
  }`)
  t.same(answer.data, { dictionaryEntryCreate: { dictionaryEntry: { name: '特邀人士' }, userErrors: [] } })
  t.equal(
    (await county.run('{ organization(id: "org_140213") { sectors { id } } }')).data.organization.sectors.length,
    0,
  )
  const { rows } = await admin.query(`select count(*)::int as n from change_log where action = 'dictionaryEntryCreate'`)
  t.same(rows, [{ n: 1 }])
})
