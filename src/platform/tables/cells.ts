export type Cell = string | number | null

/** A column of a table for people: its heading and its width in characters. */
export interface Column {
  readonly title: string
  readonly width: number
}

/**
 * A text that a spreadsheet must not take for a formula, also after it is saved in another form (OWASP, CSV injection):
 * full-width signs count too, as Chinese spreadsheets read them alike.
 */
export const safeText = (text: string): string => (/^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text)

export const safeCells = (cells: readonly Cell[]): Cell[] =>
  cells.map(cell => (typeof cell === 'string' ? safeText(cell) : cell))
