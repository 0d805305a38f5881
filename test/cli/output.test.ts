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
