import { Secret, TOTP } from 'otpauth'
import t from 'tap'
import { PLACES, type World, world } from '../../support/world.ts'
import { entries, movableClock, PASSWORD, type Person, person, SIGN_IN, signedIn } from './support.ts'

const mutation = (name: string, fields: string) =>
  `mutation ($input: CredentialsInput!) { ${name}(input: $input) { ${fields} userErrors { code field } } }`

async function act(w: World, name: string, fields: string, who: Person, totpCode?: string) {
  const input = { login: who.login, password: who.password, ...(totpCode === undefined ? {} : { totpCode }) }
  return (await w.nobody.run(mutation(name, fields), { input })).data[name]
}

const codeAt = (secret: string, moment: Date): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: moment.getTime() })

const codesOf = (payload: { userErrors: { code: string }[] }) => payload.userErrors.map(error => error.code)

const STEP = 30_000

async function enrolled(w: World, time: ReturnType<typeof movableClock>, login: string) {
  const who = await person(w, login)
  const { secret } = await act(w, 'totpEnroll', 'secret url', who)
  const { recoveryCodes } = await act(w, 'totpConfirm', 'recoveryCodes', who, codeAt(secret, time.clock()))
  time.advance(STEP)
  return { who, secret, recoveryCodes: recoveryCodes as string[] }
}

t.test('a second factor is set up in two steps and asked from then on', async t => {
  const time = movableClock()
  const w = await world(t, { clock: time.clock })
  const who = await person(w, 'cai.lun')
  const enroll = await act(w, 'totpEnroll', 'secret url', who)
  t.match(enroll.url, /^otpauth:\/\/totp\/.*secret=/)
  t.type((await signedIn(w, who)).token, 'string', 'not asked before the app has proved itself')
  t.same(codesOf(await act(w, 'totpConfirm', 'recoveryCodes', who, '000000')), ['INVALID_SECOND_FACTOR'])
  const code = codeAt(enroll.secret, time.clock())
  const { recoveryCodes } = await act(w, 'totpConfirm', 'recoveryCodes', who, code)
  t.equal(recoveryCodes.length, 10)
  const signIn = (totpCode?: string) => act(w, 'signIn', 'accessToken', who, totpCode)
  t.same((await signIn()).userErrors, [{ code: 'SECOND_FACTOR_REQUIRED', field: ['input', 'totpCode'] }])
  t.same(codesOf(await signIn(code)), ['INVALID_SECOND_FACTOR'], 'the confirming code is used up')
  time.advance(STEP)
  t.type((await signIn(codeAt(enroll.secret, time.clock()))).accessToken, 'string')
  const { rows } = await w.owner.query('select totp_secret_sealed, recovery_code_hashes from accounts where id = $1', [
    who.accountId,
  ])
  t.notMatch(JSON.stringify(rows), new RegExp(enroll.secret))
  t.notOk(recoveryCodes.some((one: string) => JSON.stringify(rows).includes(one)))
  t.notMatch(JSON.stringify(await entries(w, PLACES.CITY, 20)), new RegExp(enroll.secret))
})

t.test('a code works once, also of two sign-ins at the same time', async t => {
  const time = movableClock()
  const w = await world(t, { clock: time.clock })
  const { who, secret } = await enrolled(w, time, 'bi.sheng')
  const code = codeAt(secret, time.clock())
  const answers = await Promise.all([1, 2, 3].map(() => act(w, 'signIn', 'accessToken', who, code)))
  t.equal(answers.filter(answer => answer.accessToken).length, 1)
  t.same(answers.flatMap(codesOf), ['INVALID_SECOND_FACTOR', 'INVALID_SECOND_FACTOR'])
})

t.test('a recovery code replaces the phone once', async t => {
  const time = movableClock()
  const w = await world(t, { clock: time.clock })
  const {
    who,
    recoveryCodes: [code = ''],
  } = await enrolled(w, time, 'lu.ban')
  t.type((await act(w, 'signIn', 'accessToken', who, ` ${code.toLowerCase()} `)).accessToken, 'string')
  t.same(codesOf(await act(w, 'signIn', 'accessToken', who, code)), ['INVALID_SECOND_FACTOR'])
})

t.test('a wrong password says nothing of the second factor, and guessing codes is throttled', async t => {
  const time = movableClock()
  const w = await world(t, { clock: time.clock })
  const { who } = await enrolled(w, time, 'hua.tuo')
  t.same(codesOf(await act(w, 'signIn', 'accessToken', { ...who, password: 'wrong' }, '123456')), [
    'INVALID_CREDENTIALS',
  ])
  for (let i = 0; i < 4; i++)
    t.same(codesOf(await act(w, 'signIn', 'accessToken', who, `00000${i}`)), ['INVALID_SECOND_FACTOR'])
  const answer = await w.nobody.run(SIGN_IN, { input: { login: who.login, password: PASSWORD, totpCode: '000009' } })
  t.equal(answer.status, 429)
})

t.test('looking for a new password does not open a way to guess codes', async t => {
  const time = movableClock()
  const w = await world(t, { clock: time.clock })
  const { who } = await enrolled(w, time, 'bian.que')
  const change = 'mutation ($input: PasswordChangeInput!) { passwordChange(input: $input) { userErrors { code } } }'
  for (let i = 0; i < 5; i++)
    await w.nobody.run(change, { input: { login: who.login, currentPassword: PASSWORD, newPassword: 'short' } })
  t.equal(
    (await w.nobody.run(change, { input: { login: who.login, currentPassword: PASSWORD, newPassword: 'short' } }))
      .status,
    429,
  )
})

t.test('it is turned off with a code, not with the password alone', async t => {
  const time = movableClock()
  const w = await world(t, { clock: time.clock })
  const { who, secret } = await enrolled(w, time, 'zhang.heng')
  const refused = await w.unchanged(() => act(w, 'totpDisable', 'disabled', who))
  t.ok(refused.same)
  t.same(codesOf(refused.result), ['SECOND_FACTOR_REQUIRED'])
  t.same(codesOf(await act(w, 'totpEnroll', 'secret', who, codeAt(secret, time.clock()))), ['ALREADY_ENROLLED'])
  t.same(
    await act(w, 'totpDisable', 'disabled', who, codeAt(secret, time.clock())),
    { disabled: true, userErrors: [] },
    'a refused act did not use the code up',
  )
  t.type((await act(w, 'signIn', 'accessToken', who)).accessToken, 'string')
  t.same(codesOf(await act(w, 'totpDisable', 'disabled', who)), ['NOT_ENROLLED'])
})

t.test('where the installation asks it of staff, staff must set it up before signing in; members need not', async t => {
  const w = await world(t, { config: { SECOND_FACTOR: 'staff' } })
  const staff = await person(w, 'song.yingxing', { roles: ['LIAISON_OFFICE'] })
  const member = await person(w, 'li.shizhen')
  t.same(codesOf(await act(w, 'signIn', 'accessToken', staff)), ['SECOND_FACTOR_ENROLLMENT_REQUIRED'])
  t.type((await act(w, 'signIn', 'accessToken', member)).accessToken, 'string')
  const { secret } = await act(w, 'totpEnroll', 'secret', staff)
  t.same(codesOf(await act(w, 'totpConfirm', 'recoveryCodes', staff, codeAt(secret, new Date()))), [])
  const next = codeAt(secret, new Date(Date.now() + STEP))
  t.type((await act(w, 'signIn', 'accessToken', staff, next)).accessToken, 'string')
})
