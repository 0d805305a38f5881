/** One set of arguments, as plain texts. */
export type Variant = Readonly<Record<string, string>>

/** Runs SQL over the generated data, to find arguments. */
export type Sql = (text: string, values?: readonly unknown[]) => Promise<Readonly<Record<string, unknown>>[]>

/** Sends a document and gives its data. */
export type Ask = (query: string, variables: object) => Promise<unknown>

interface GraphqlRead {
  readonly query: string
  /** May ask the same system first, for a cursor. */
  readonly variables: (variant: Variant, ask: Ask) => object | Promise<object>
}

/** The same question put to the service, to the floor and to PostGraphile. */
export interface ReadOperation {
  readonly name: string
  readonly title: string
  /** With `organization` and `account` the service is asked by that account, else by the reader. */
  readonly variants: (sql: Sql) => Promise<Variant[]>
  readonly product: GraphqlRead
  /** One statement whose single column `answer` is the body; the names are those of its parameters, in order. */
  readonly floor: { readonly sql: string; readonly parameters: readonly string[] }
  readonly peer: GraphqlRead & {
    /** Its answer in the form of the service's, for comparison. */
    readonly same: (data: Row, variant: Variant) => unknown
  }
  /** Takes out of the service's and the floor's data what is each system's own (cursors). */
  readonly comparable?: (data: Row) => unknown
}

// biome-ignore lint/suspicious/noExplicitAny: an answer is looked through by path and compared
export type Row = any

export const globalId = (prefix: string, organization: string, id: string): string => `${prefix}_${organization}_${id}`

/** Variants from rows of text columns. */
export const variantsOf =
  (text: string, ...values: readonly unknown[]) =>
  async (sql: Sql): Promise<Variant[]> => {
    const rows = await sql(text, values)
    if (rows.length === 0) throw new Error(`no arguments found: ${text}`)
    return rows.map(row => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value)])))
  }

/** SQL of a page of records as the service answers it. */
export const nodes = (field: string, query: string): string =>
  `select '{"data":{"${field}":{"nodes":' || coalesce(json_agg(row_to_json(x))::text, '[]') || '}}}' as answer from (${query}) x`

export const json = (columns: string): string => `(select row_to_json(j) from (select ${columns}) j)`
