import { chmod, writeFile } from 'node:fs/promises'
import t from 'tap'
import { ask } from '../support/embedded.ts'
import { COMMITTEE } from '../support/service.ts'
import { terminal } from './terminal.ts'

t.test('cppcc migrate, doctor, verify', async t => {
  const { place, file, run, json } = await terminal(t)

  await t.test('migrate, doctor and verify; then a fault of each sort', async t => {
    t.match(await json('migrate', '--status'), { ok: true, pending: [] })
    const well = await json('doctor')
    t.match(well, { exit: 0, ok: true, version: /^\d/, embedded: true })
    t.strictSame(
      well.checks.filter((check: { ok: boolean }) => !check.ok),
      [],
    )
    t.match(await json('verify'), { exit: 0, ok: true, organizations: 1, problems: [] })
    t.match(await json('verify', '--organization', '7'), {
      exit: 3,
      code: 'REFUSED',
      errors: [{ code: 'ORGANIZATION_NOT_FOUND' }],
    })

    await ask(place.ownerUrl, `update change_log set action = 'other' where organization_id = ${COMMITTEE} and seq = 3`)
    const broken = await run('verify', '--json')
    t.equal(broken.code, 1)
    t.match(JSON.parse(broken.stdout), {
      ok: false,
      problems: [{ organization: COMMITTEE, epoch: 1, seq: 3, problem: 'ENTRY_CHANGED' }],
    })

    await ask(
      place.ownerUrl,
      'alter table duty_evidence no force row level security; grant delete on members to cppcc_runtime',
    )
    await chmod(file('keys.json'), 0o644)
    const ill = await run('doctor', '--json')
    t.equal(ill.code, 1)
    const wrong = JSON.parse(ill.stdout).checks.filter((check: { ok: boolean }) => !check.ok)
    t.match(wrong, [
      { check: 'keys', found: /keys\.json/, advice: /chmod 600/ },
      { check: 'runtime privileges', found: /may delete members/ },
      { check: 'row-level security', found: /without: duty_evidence/ },
    ])
    t.equal(wrong.length, 3)
    await writeFile(file('q.graphql'), '{ viewer { account { id } } }')
    t.match(await json('query', file('q.graphql'), '--account', place.login), {
      ok: false,
      exit: 4,
      code: 'KEY_FILE_EXPOSED',
    })
    await chmod(file('keys.json'), 0o600)
  })
})
