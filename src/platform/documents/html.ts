import { createHash } from 'node:crypto'

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** A text as HTML shows it, whatever stands in it. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, character => ENTITIES[character] ?? '')

/** The policy of a page that loads nothing and runs no script; its own style is known by its hash. */
export const pagePolicy = (style: string): string =>
  `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`
