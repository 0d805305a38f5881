import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'
import { ask } from '../support/embedded.ts'
import { anyPort, COMMITTEE, cppcc, installation, killService, startService } from '../support/service.ts'

/** 403 good rows and 7 bad ones. */
export const ROSTER = fileURLToPath(new URL('../fixtures/roster/roster-city.xlsx', import.meta.url))

/** The real commands on an installation of their own, beside its running service, whose embedded database they adopt. */
export async function terminal(t: Test) {
  const place = await installation(t)
  const service = await startService(place, await anyPort())
  t.teardown(async () => {
    if (service.child.exitCode !== null) throw new Error(`the service ended: ${service.output()}`)
    await killService(service)
  })
  const file = (name: string) => join(place.dataDir, name)
  const count = async (table: string) =>
    (await ask<{ n: number }>(place.ownerUrl, `select count(*)::int as n from ${table}`))[0]?.n
  const run = (...args: string[]) => cppcc(place.env, ...args)
  /** With --json: the one document of the standard output, and `exit`. */
  const json = async (...args: string[]) => {
    const { code: exit, stdout } = await run(...args, '--json')
    t.match(stdout, /^\{[^\n]*\}\n$/, `one line of JSON: ${args.join(' ')}`)
    return { exit, ...JSON.parse(stdout) }
  }
  const office = () =>
    run('account', 'create', 'office', '--organization', COMMITTEE, '--name', '联络部门', '--role', 'LIAISON_OFFICE')
  const roster = () => run('import', 'members', ROSTER, '--organization', COMMITTEE, '--skip-bad-rows')
  return { place, service, file, count, run, json, office, roster }
}
