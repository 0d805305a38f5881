import { createPrivateKey, createPublicKey, createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JSONWebKeySet, type JWK } from 'jose'
import { type Static, Type } from 'typebox'
import { Check, Errors } from 'typebox/value'

const Secret256 = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' })
const KeyId = Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$' })
const Moment = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$' })

/** What stands in the key file. Times say when a key starts to be used, so that every process knows it before. */
export const KeyFileContent = Type.Object(
  {
    version: Type.Literal(1),
    signing: Type.Array(
      Type.Object({
        kid: KeyId,
        jwk: Type.Object({ kty: Type.Literal('OKP'), crv: Type.Literal('Ed25519'), x: Secret256, d: Secret256 }),
        signsFrom: Moment,
        notAfter: Type.Union([Moment, Type.Null()]),
      }),
      { minItems: 1 },
    ),
    data: Type.Array(Type.Object({ id: KeyId, key: Secret256, sealsFrom: Moment }), { minItems: 1 }),
    lookup: Secret256,
    token: Secret256,
  },
  { additionalProperties: false },
)
export type KeyFileContent = Static<typeof KeyFileContent>

export interface SigningKey {
  readonly kid: string
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
  readonly publicJwk: JWK
  /** The newest key whose time has come signs. */
  readonly signsFrom: Date
  /** Verifies until then; null: until it is replaced. */
  readonly notAfter: Date | null
}

export interface DataKey {
  readonly id: string
  readonly key: KeyObject
  readonly sealsFrom: Date
}

export interface Keys {
  readonly signing: ReadonlyMap<string, SigningKey>
  /** AES-256 keys of personal data at rest. None may be lost: what it sealed would be unreadable. */
  readonly data: ReadonlyMap<string, DataKey>
  /** HMAC key of look-up columns. */
  readonly lookup: KeyObject
  /** HMAC key of stored refresh tokens, personal access tokens and recovery codes. */
  readonly token: KeyObject
}

/** A fresh set: one key of each kind, in use from now on. */
export async function newKeyFileContent(now: Date): Promise<KeyFileContent> {
  return {
    version: 1,
    signing: [await newSigningEntry(now)],
    data: [newDataEntry(now)],
    lookup: newSecret(),
    token: newSecret(),
  }
}

export async function newSigningEntry(signsFrom: Date): Promise<KeyFileContent['signing'][number]> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  const { x, d } = await exportJWK(privateKey)
  if (!x || !d) throw new Error('An Ed25519 key without its coordinates')
  const jwk = { kty: 'OKP', crv: 'Ed25519', x, d } as const
  return { kid: await calculateJwkThumbprint(jwk), jwk, signsFrom: signsFrom.toISOString(), notAfter: null }
}

export function newDataEntry(sealsFrom: Date): KeyFileContent['data'][number] {
  return { id: randomBytes(6).toString('base64url'), key: newSecret(), sealsFrom: sealsFrom.toISOString() }
}

const newSecret = (): string => randomBytes(32).toString('base64url')
const secretKey = (text: string): KeyObject => createSecretKey(text, 'base64url')

/** The file's parsed JSON as content, or the first rule it breaks. Never puts a value of the file into a message. */
export function checkKeyFileContent(json: unknown): { content: KeyFileContent } | { problem: string } {
  if (Check(KeyFileContent, json)) return { content: json }
  const [first] = Errors(KeyFileContent, json)
  return { problem: `${first?.instancePath || '(root)'} ${first?.message ?? 'is not as expected'}` }
}

/** Throws when a key is not a usable Ed25519 key. */
export function importKeys(content: KeyFileContent): Keys {
  return {
    signing: new Map(content.signing.map(entry => [entry.kid, importSigningKey(entry)])),
    data: new Map(
      content.data.map(({ id, key, sealsFrom }) => [id, { id, key: secretKey(key), sealsFrom: new Date(sealsFrom) }]),
    ),
    lookup: secretKey(content.lookup),
    token: secretKey(content.token),
  }
}

function importSigningKey({ kid, jwk, signsFrom, notAfter }: KeyFileContent['signing'][number]): SigningKey {
  const { kty, crv, x } = jwk
  const privateKey = createPrivateKey({ format: 'jwk', key: jwk })
  return {
    kid,
    privateKey,
    publicKey: createPublicKey(privateKey),
    publicJwk: { kty, crv, x, kid, alg: 'EdDSA', use: 'sig' },
    signsFrom: new Date(signsFrom),
    notAfter: notAfter === null ? null : new Date(notAfter),
  }
}

/** The key that signs now: the newest whose time has come. */
export function activeSigningKey(keys: Keys, now: Date): SigningKey {
  return newest([...keys.signing.values()], key => key.signsFrom, now)
}

/** The key that seals now: the newest whose time has come. */
export function activeDataKey(keys: Keys, now: Date): DataKey {
  return newest([...keys.data.values()], key => key.sealsFrom, now)
}

function newest<K>(keys: readonly K[], since: (key: K) => Date, now: Date): K {
  const byAge = keys.toSorted((a, b) => since(b).getTime() - since(a).getTime())
  // A clock behind the key file's: the oldest key is the one every other process knows.
  const found = byAge.find(key => since(key) <= now) ?? byAge.at(-1)
  if (found === undefined) throw new Error('The key file holds no key of this kind')
  return found
}

/** The key of a token's `kid`, unless it is unknown or its time is over. */
export function verifyingKey(keys: Keys, kid: string, now: Date): SigningKey | null {
  const key = keys.signing.get(kid)
  return key && (key.notAfter === null || now < key.notAfter) ? key : null
}

/** The JSON Web Key Set to publish (RFC 7517): keys soon to sign are in it already, ended ones no longer. */
export function publicJwks(keys: Keys, now: Date): JSONWebKeySet {
  return { keys: [...keys.signing.values()].filter(key => verifyingKey(keys, key.kid, now)).map(key => key.publicJwk) }
}
