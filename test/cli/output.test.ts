import { DrizzleQueryError } from 'drizzle-orm/errors'
import t from 'tap'
import { EXIT, reportFailure } from '../../src/cli/output.ts'

t.test('a statement that failed is told by the words of the database, without its parameters', async t => {
  const error = new DrizzleQueryError('insert into accounts', ['$argon2id$v=19$secret'], new Error('deadlock detected'))
  const written = t.capture(process.stderr, 'write')
  t.equal(reportFailure(error, false), EXIT.FAILED)
  t.same(
    written().map(({ args }) => args[0]),
    ['deadlock detected\n'],
  )
})

t.test('a full disk, of ours or of the database', async t => {
  for (const code of ['ENOSPC', 'EDQUOT', '53100']) {
    const written = t.capture(process.stderr, 'write')
    t.equal(reportFailure(Object.assign(new Error('no space left'), { code }), false), EXIT.UNAVAILABLE)
    t.match(written.args()[0]?.[0], /^磁盘空间不足\nThe disk is full: no space left\n$/)
    written.restore()
  }
})
