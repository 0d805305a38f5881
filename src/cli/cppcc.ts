import '../compile-cache.js'
import '../quick-imports.ts'
import { Command, CommanderError } from 'commander'
import { loadConfig } from '../config.ts'
import { inSmallHeap } from '../platform/small-heap.ts'
import { EXIT, print, reportFailure, watchOutput } from './output.ts'

watchOutput()

/**
 * `npm run -s cppcc -- …`: administration from a terminal. Each command stands in a file of its own, loaded when it is
 * called. Every one takes --json; exit codes: 0 done, 1 failed, 2 wrong usage, 3 refused by a rule, 4 not available.
 */
const program = new Command('cppcc')
  .description('智慧政协后台管理命令 · administration of smart-cppcc')
  .option('--json', 'machine-readable output (机器可读输出)')
  .addHelpText(
    'after',
    `
退出码 · exit codes:
  0  完成 · done
  1  失败，或发现异常 · failed, or something is wrong
  2  用法有误 · wrong usage
  3  按规则拒绝 · refused by a rule
  4  暂不可用 · not available`,
  )
  .configureOutput({ outputError: (message, write) => write(`用法有误 · ${message}`) })
  .showHelpAfterError()
  .exitOverride()

type Options = Readonly<Record<string, unknown>>

/** An action's exit code becomes the process's. Options of the command and of the program come together. */
const run =
  (action: (options: Options, args: readonly string[]) => Promise<number>) =>
  async (...given: unknown[]): Promise<void> => {
    const command = given.at(-1)
    if (!(command instanceof Command)) return
    const options: Options = command.optsWithGlobals()
    try {
      process.exitCode = await action(options, command.args)
    } catch (error) {
      process.exitCode = reportFailure(error, options.json === true)
    }
  }

const add = (parent: Command, usage: string, description: string): Command =>
  parent
    .command(usage)
    .description(description)
    .option('--json', 'machine-readable output (机器可读输出)')
    .showHelpAfterError()
    .exitOverride()

add(program, 'serve', '启动服务 · run the service').action(
  run(async () => {
    const { serve } = await import('./serve.ts')
    await serve(loadConfig())
    return EXIT.OK
  }),
)

add(program, 'migrate', '升级数据库结构 · bring the database up to date')
  .option('--status', 'only say what is applied and what is pending (仅查看)')
  .action(run(async options => (await import('./migrate.ts')).migrateCommand(options)))

const seed = program.command('seed').description('写入初始数据 · first data')
add(seed, 'demo', '演示数据 · demonstration data, into an empty database').action(
  run(async options => (await import('./seed.ts')).seedDemoCommand(options)),
)
add(seed, 'organization <number>', '新建政协机构 · a committee with the standard dictionaries')
  .requiredOption('--name <name>', 'full name (全称)')
  .requiredOption('--short-name <name>', 'short name (简称)')
  .requiredOption('--level <level>', 'NATIONAL, PROVINCE, CITY or COUNTY (层级)')
  .option('--parent <number>', 'committee above (上级)')
  .option('--region-code <code>', 'GB/T 2260 code, the number itself when left out (行政区划代码)')
  .option('--term <number>', 'current term (届次)')
  .option('--term-starts <date>', 'its first day, YYYY-MM-DD (届起始日)')
  .action(run(async (options, args) => (await import('./seed.ts')).seedOrganizationCommand(options, args)))

const importing = program.command('import').description('导入 · imports')
add(importing, 'members <file>', '导入委员名册 · a roster of members, .xlsx or .csv')
  .requiredOption('--organization <number>', 'committee (机构编号)')
  .option('--term <number>', 'term, the current one when left out (届次)')
  .option('--skip-bad-rows', 'import the good rows; otherwise all or nothing (跳过错误行)')
  .option('--dry-run', 'check and report, write nothing (试运行)')
  .option('--mapping <json>', 'columns by hand, {"name":"B"} (列对应关系)')
  .action(run(async (options, args) => (await import('./import-members.ts')).importMembersCommand(options, args)))
add(importing, 'proposals <file>', '导入往年提案 · proposals of earlier years, .xlsx or .csv')
  .requiredOption('--organization <number>', 'committee (机构编号)')
  .option('--term <number>', 'term, for rows that do not name one (届次)')
  .option('--session <number>', 'session, for rows that name neither session nor year (会次)')
  .option('--skip-bad-rows', 'import the good rows; otherwise all or nothing (跳过错误行)')
  .option('--dry-run', 'check and report, write nothing (试运行)')
  .action(run(async (options, args) => (await import('./import-proposals.ts')).importProposalsCommand(options, args)))

const account = program.command('account').description('账号 · accounts')
add(account, 'create <login>', '新建账号 · an account with roles; prints its first password')
  .requiredOption('--organization <number>', 'committee (机构编号)')
  .requiredOption('--name <name>', 'display name (显示名)')
  .option('--role <role...>', 'roles in that committee (角色)')
  .action(run(async (options, args) => (await import('./account.ts')).createAccountCommand(options, args)))

const token = program.command('token').description('访问令牌 · personal access tokens')
add(token, 'create', '新建访问令牌 · a token for scripts; shown once')
  .requiredOption('--account <login>', 'whose (所属账号)')
  .requiredOption('--name <name>', 'what for (用途)')
  .requiredOption('--scope <permission...>', 'permissions it may use (权限范围)')
  .option('--expires <date>', 'last day, YYYY-MM-DD; 90 days when left out (有效期至)')
  .action(run(async options => (await import('./account.ts')).createTokenCommand(options)))

add(program, 'query <file>', '执行 GraphQL 文件 · run a GraphQL document with the rights of an account')
  .requiredOption('--account <login>', 'whose rights (使用的账号)')
  .option('--variables <json>', 'variables (变量)')
  .action(run(async (options, args) => (await import('./query.ts')).queryCommand(options, args)))

add(program, 'export <table>', '导出 · members or duty-records, as .xlsx or .csv')
  .requiredOption('--account <login>', 'whose rights (使用的账号)')
  .requiredOption('--out <file>', 'file to write, .xlsx or .csv (输出文件)')
  .option('--organization <number>', "committee, the account's own when left out (机构编号)")
  .option('--term <number>', 'members only: the term, the current one when left out (届次)')
  .action(run(async (options, args) => (await import('./export.ts')).exportCommand(options, args)))

add(program, 'verify', '校验审计链 · walk every chain of changes and name what is wrong')
  .option('--organization <number>', 'only this committee (机构编号)')
  .action(run(async options => (await import('./verify.ts')).verifyCommand(options)))

add(program, 'doctor', '体检 · look for what is wrong with this installation').action(
  run(async options => (await import('./doctor.ts')).doctorCommand(options)),
)

const keys = program.command('keys').description('密钥文件 · key file')
for (const [name, description] of [
  ['init', '新建密钥文件 · make the key file'],
  ['rotate', '轮换签名密钥 · a new signing key; old tokens stay valid'],
  ['revoke', '立即作废旧签名密钥 · a new signing key; old tokens end at once'],
  ['rotate-data', '轮换个人信息加密密钥 · a new key for personal data'],
] as const) {
  add(keys, name, description).action(run(async options => (await import('./keys.ts')).keysCommand(name, options)))
}

try {
  // A roster of 30,000 is read beside a service that needs its memory.
  await inSmallHeap(() => program.parseAsync())
} catch (error) {
  if (!(error instanceof CommanderError)) throw error
  process.exitCode = error.exitCode === 0 ? EXIT.OK : EXIT.USAGE
  // Commander has said it on standard error already; a program reads the standard output.
  if (process.exitCode === EXIT.USAGE && process.argv.includes('--json')) {
    const message =
      error.code === 'commander.help' ? '缺少子命令 · a command is missing' : `用法有误 · ${error.message}`
    print(true, { ok: false, code: 'USAGE', message }, () => [])
  }
}
